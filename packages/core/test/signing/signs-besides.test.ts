/** What signatures tell besides who signs: rotated keys, source stamps, signatures that were taken out, debug certificates. */
import {
  attributeIds,
  type BlockPair,
  blockIds,
  buildLineage,
  buildZip,
  concatBytes,
  ecIdentity,
  prefixed,
  signApk,
  signJar,
  u32Bytes,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { nodePlatform } from '../../src/node/platform.js';
import { read } from './read.js';

const alice = ecIdentity('Alice');
const bob = ecIdentity('Bob');
const carol = ecIdentity('Carol');
const files = [{ name: 'classes.dex', bytes: 'code' }];
const unsigned = buildZip(files);

/** An app with v1 signatures. */
const jar = (...signers: Parameters<typeof signJar>[1]) => buildZip([...files, ...signJar(files, signers)]);

describe('a rotated key', () => {
  it('comes with its lineage, oldest first, and what the app still lets each do', async () => {
    const nodes = [
      { identity: alice, flags: 0 },
      { identity: bob, flags: 0b00101 },
      { identity: carol, flags: 0b11111 },
    ];
    const attributes: BlockPair[] = [[attributeIds.proofOfRotation, buildLineage(nodes)]];
    const { signing } = await read(signApk(unsigned, { v3: [{ identity: carol, attributes }] }));
    expect(signing.signers.map(({ subject }) => subject)).toEqual(['CN=Carol']);
    expect(
      signing.signers[0]!.lineage.map(({ certificate, capabilities }) => [certificate.subject, capabilities]),
    ).toEqual([
      ['CN=Alice', []],
      ['CN=Bob', ['installed-data', 'permission']],
      ['CN=Carol', ['installed-data', 'shared-uid', 'permission', 'rollback', 'auth']],
    ]);
  });
});

describe('a source stamp', () => {
  const hash = async (bytes: Uint8Array) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));

  /** The value of the pair: the certificate, no signatures, and the attributes of version 2. */
  const stamp = (...attributes: readonly BlockPair[]) =>
    prefixed(
      prefixed(bob.certificate),
      prefixed(),
      prefixed(prefixed(...attributes.map(([id, value]) => prefixed(u32Bytes(id), value)))),
    );

  it('says who made the APK, and when; the app expects it where it has the hash of the certificate', async () => {
    const time = concatBytes([u32Bytes(1_700_000_000), u32Bytes(0)]);
    const app = buildZip([...files, { name: 'stamp-cert-sha256', bytes: await hash(bob.certificate) }]);
    const pairs: BlockPair[] = [[blockIds.stampV2, stamp([attributeIds.stampTime, time])]];
    const { signing, codes } = await read(signApk(app, { v2: [{ identity: alice }], pairs }));
    expect(codes).toEqual([]);
    expect(signing.stamp).toMatchObject({
      version: 2,
      certificate: { subject: 'CN=Bob' },
      time: '2023-11-14T22:13:20Z',
      lineage: [],
      expected: true,
    });
    expect(signing.signers.map(({ subject }) => subject)).toEqual(['CN=Alice']);
  });

  it('is not expected by an app without the hash, or with another', async () => {
    const other = buildZip([...files, { name: 'stamp-cert-sha256', bytes: await hash(alice.certificate) }]);
    for (const app of [unsigned, other]) {
      const pairs: BlockPair[] = [[blockIds.stampV1, prefixed(prefixed(bob.certificate), prefixed())]];
      const { signing } = await read(signApk(app, { v2: [{ identity: alice }], pairs }));
      expect(signing.stamp).toMatchObject({
        version: 1,
        certificate: { subject: 'CN=Bob' },
        time: null,
        expected: false,
      });
    }
  });
});

describe('a signature that was taken out', () => {
  const told = async (apk: Uint8Array) =>
    (await read(apk)).diagnostics.map(({ code, message }) => `${code}: ${message}`);

  it.each([
    ['2', ['v2']],
    ['2, 3', ['v2', 'v3']],
  ])('is missed where the .SF file says X-Android-APK-Signed: %s', async (schemes, missing) => {
    const apk = jar({ identity: alice, lines: [`X-Android-APK-Signed: ${schemes}`] });
    expect(await told(apk)).toEqual(
      missing.map(
        (one) =>
          `signing/stripped: Expected a signature of scheme ${one}, which META-INF/CERT.SF says there is; there is none.`,
      ),
    );
  });

  it('is missed where v2 says that there is v3, and v3 that there is v3.1', async () => {
    const v2 = [{ identity: alice, attributes: [[attributeIds.strippingProtection, u32Bytes(3)] as const] }];
    const v3 = [{ identity: alice, attributes: [[attributeIds.rotationMinSdk, u32Bytes(33)] as const] }];
    expect(await told(signApk(unsigned, { v2 }))).toEqual([
      'signing/stripped: Expected a signature of scheme v3, which v2 says there is; there is none.',
    ]);
    expect(await told(signApk(unsigned, { v2, v3 }))).toEqual([
      'signing/stripped: Expected a signature of scheme v3.1, which v3 says there is; there is none.',
    ]);
    expect(await told(signApk(unsigned, { v2, v3, v31: [{ identity: bob }] }))).toEqual([]);
  });
});

describe('debug', () => {
  const attributes = { CN: 'Android Debug', O: 'Android', C: 'US' };
  const debug = async (subject: readonly (readonly [string, string])[]) => {
    const identity = ecIdentity('debug', { subject });
    return (await read(signApk(unsigned, { v2: [{ identity }] }))).signing.signers.map((one) => one.debug);
  };

  it('is said of the certificate that the build tools make, in both orders', async () => {
    expect(await debug(Object.entries(attributes))).toEqual([true]);
    expect(await debug(Object.entries(attributes).reverse())).toEqual([true]);
  });

  it('is not said of one that says more, less or something else', async () => {
    expect(await debug([...Object.entries(attributes), ['OU', 'Example']])).toEqual([false]);
    expect(await debug(Object.entries(attributes).slice(1))).toEqual([false]);
    expect(await debug(Object.entries({ ...attributes, CN: 'Android debug' }))).toEqual([false]);
  });
});

describe('signatures of an archive inside an app', () => {
  it('are reported with the path of the archive', async () => {
    const apk = jar({ identity: alice, pkcs7: new Uint8Array(5), lines: ['X-Android-APK-Signed: 2'] });
    const { diagnostics } = await read(apk, {}, nodePlatform, 'assets/plugin.apk');
    expect(diagnostics.map(({ code, where }) => [code, where])).toEqual([
      ['signing/stripped', [{ entry: 'assets/plugin.apk' }]],
      ['signing/bad-signature-file', [{ entry: 'assets/plugin.apk > META-INF/CERT.EC' }]],
    ]);
  });
});
