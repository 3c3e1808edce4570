/** Broken signatures, each named after the code it must produce. */
import { blockIds, buildApk, buildZip, ecIdentity, flipByte, signApk, signJar } from '@trackerscope/testkit';
import { type DamagedFixtures, leanplum } from './damaged.js';

const alice = ecIdentity('Alice');
const garbage = new Uint8Array(64);
const sound = buildApk({ dex: [leanplum] });
const split = '<manifest package="com.example.app" split="config"/>';

const withJarSignature = (says: Partial<Parameters<typeof signJar>[1][number]>): { app: Uint8Array } => ({
  app: buildApk({ dex: [leanplum], files: signJar([], [{ identity: alice, ...says }]) }),
});

export const signingInputs: DamagedFixtures = {
  'signing/bad-block': () => ({ app: signApk(sound, { pairs: [[blockIds.v2, new Uint8Array(7).fill(9)]] }) }),
  'signing/bad-signature-file': () => withJarSignature({ pkcs7: garbage }),
  'signing/bad-certificate': () => ({ app: signApk(sound, { v2: [{ identity: alice, certificates: [garbage] }] }) }),
  'signing/stripped': () => withJarSignature({ lines: ['X-Android-APK-Signed: 2'] }),
  'signing/split-mismatch': () => ({
    app: buildZip([
      { name: 'base.apk', bytes: signApk(sound, { v2: [{ identity: alice }] }) },
      { name: 'config.apk', bytes: buildZip([{ name: 'AndroidManifest.xml', bytes: split }]) },
    ]),
  }),
  'signing/invalid': () => ({
    // A letter of a name in a local header, which nobody but a signature minds.
    app: flipByte(signApk(sound, { v2: [{ identity: alice }] }), 30, 0x20),
    verifySignature: true,
  }),
  'limit/items': () => ({
    app: signApk(sound, { v2: [{ identity: alice }, { identity: ecIdentity('Bob') }] }),
    limits: { maxCertificates: 1 },
  }),
};
