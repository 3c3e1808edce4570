/** The id that Exodus gives an app. */
import { createHash } from 'node:crypto';
import { buildZip, ecIdentity, signApk, signJar } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { nodePlatform } from '../../src/node/platform.js';
import { exodusId } from '../../src/signing/exodus-id.js';
import type { AppSigning, SignatureFile } from '../../src/signing/signing.js';
import { read } from './read.js';

const alice = ecIdentity('Alice');
const bob = ecIdentity('Bob');
const files = [{ name: 'classes.dex', bytes: 'code' }];
const sha1 = (bytes: Uint8Array | string) => createHash('sha1').update(bytes).digest('hex').toUpperCase();
const [ofAlice, ofBob] = [alice, bob].map(({ certificate }) => sha1(certificate));

const idOf = async (apk: Uint8Array) => exodusId('com.example.app', (await read(apk)).signing, nodePlatform);
const jar = (...signers: Parameters<typeof signJar>[1]) => buildZip([...files, ...signJar(files, signers)]);

describe('the id', () => {
  it('is the one that exodus-core expects of WhatsApp in its own tests', async () => {
    // exodus_core/analysis/test_exodus_analyze.py, test_app_uid; the fingerprint is the one that WhatsApp is known by.
    const fingerprint = '38a0f7d505fe18fec64fbf343ecaaaf310dbd799';
    const file: SignatureFile = {
      entry: 'META-INF/WHATSAPP.DSA',
      signs: 'META-INF/WHATSAPP.SF',
      certificates: [{ sha256: '', sha1: fingerprint }],
    };
    const signing: AppSigning = { schemes: ['v1'], signers: [], stamp: null, signatureFiles: [file], block: null };
    expect(await exodusId('com.whatsapp', signing, nodePlatform)).toBe('F799956E176E259FC28EB51AAD2E3519C9033619');
  });

  it('is made of the package and the SHA-1 of the v1 certificate', async () => {
    expect(await idOf(jar({ identity: alice }))).toBe(sha1(`com.example.app ${ofAlice}`));
  });

  it('takes the certificates of several v1 signatures in the order of the archive', async () => {
    const apk = jar({ identity: bob, name: 'Z' }, { identity: alice, name: 'A' });
    expect(await idOf(apk)).toBe(sha1(`com.example.app ${ofBob} ${ofAlice}`));
  });

  it('takes the first certificate of a file, also where another one signs', async () => {
    const certificates = [bob.certificate, alice.certificate];
    expect(await idOf(jar({ identity: alice, certificates }))).toBe(sha1(`com.example.app ${ofBob}`));
  });

  it('takes no notice of signatures by v2 and later', async () => {
    expect(await idOf(signApk(buildZip(files), { v2: [{ identity: alice }] }))).toBe(sha1('com.example.app'));
  });

  it('takes no notice of names in small letters, which androguard does not see', async () => {
    expect(await idOf(jar({ identity: alice, extension: 'ec' }))).toBe(sha1('com.example.app'));
  });
});
