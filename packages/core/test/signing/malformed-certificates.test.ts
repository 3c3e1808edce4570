/** Certificates and PKCS#7 data that are cut, lying or made to be read slowly: reported, and the rest still read. */
import { createHash } from 'node:crypto';
import {
  berIndefinite,
  buildPkcs7,
  buildZip,
  concatBytes,
  der,
  derOid,
  derSequence,
  ecIdentity,
  signApk,
  signJar,
  truncate,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { read } from './read.js';

const alice = ecIdentity('Alice');
const bob = ecIdentity('Bob');
const files = [{ name: 'classes.dex', bytes: 'code' }];
const unsigned = buildZip(files);
// Fixed, so that each run has the same bytes: nobody verifies them here.
const signature = new Uint8Array(70).fill(7);

/** A pair of scheme v2 with one signer, whose certificates are these. */
const withCertificates = (...certificates: readonly Uint8Array[]) =>
  signApk(unsigned, { v2: [{ identity: alice, certificates, signature }] });

const names = async (bytes: Uint8Array) => (await read(bytes)).signing.signers.map(({ subject }) => subject);

describe('a certificate', () => {
  it('that is garbage is named by its hashes', async () => {
    const garbage = new TextEncoder().encode('no certificate');
    const { signing, codes } = await read(withCertificates(garbage));
    const [sha256, sha1] = ['sha256', 'sha1'].map((name) => createHash(name).update(garbage).digest('hex'));
    expect(codes).toEqual(['signing/bad-certificate']);
    expect(signing.signers).toMatchObject([
      { sha256, sha1, subject: null, serial: null, publicKey: null, debug: false },
    ]);
  });

  const depth = 20_000;
  const bombs: readonly (readonly [string, Uint8Array])[] = [
    [
      'sequences inside sequences',
      concatBytes(Array.from({ length: depth }, (_, i) => Uint8Array.of(0x30, 0x83, ...u24(5 * (depth - i - 1))))),
    ],
    [
      'sequences without end inside each other',
      concatBytes(Array.from({ length: depth }, () => Uint8Array.of(0x30, 0x80))),
    ],
    [
      'more elements than bytes to spare',
      der(
        0x30,
        new Uint8Array(60_000).map((_, i) => (i % 2 ? 0 : 5)),
      ),
    ],
    ['a giant number', derSequence(der(0x02, new Uint8Array(60_000).fill(0x7f)))],
    ['a giant identifier', derSequence(der(0x06, new Uint8Array(60_000).fill(1)))],
    [
      'an identifier with one giant part',
      derSequence(der(0x06, Uint8Array.of(42, ...new Uint8Array(60_000).fill(0xff), 1))),
    ],
    ['a length of 2^64', Uint8Array.of(0x30, 0x88, 255, 255, 255, 255, 255, 255, 255, 255, 1)],
    ['a length of more bytes than there are', Uint8Array.of(0x30, 0xfe, 1, 2, 3)],
    ['a tag that never ends', new Uint8Array(60_000).fill(0xff)],
    ['nothing', new Uint8Array()],
  ];
  it.each(bombs)('that is a bomb is reported in time: %s', async (_, bomb) => {
    const begin = performance.now();
    const { signing, codes } = await read(withCertificates(bomb));
    expect(codes).toEqual(['signing/bad-certificate']);
    expect(signing.signers.map(({ subject }) => subject)).toEqual([null]);
    expect(performance.now() - begin).toBeLessThan(3000);
  });

  it('may have a giant serial number and a giant name', async () => {
    const big = ecIdentity('big', { serial: 1n << 100_000n, subject: [['CN', 'x'.repeat(50_000)]] });
    const { signing, codes } = await read(signApk(unsigned, { v2: [{ identity: big }] }));
    expect(codes).toEqual([]);
    expect(signing.signers[0]!.serial).toBe(`1${'0'.repeat(25_000)}`);
    expect(signing.signers[0]!.subject).toHaveLength(50_003);
  });

  it('after more than the limit is not read', async () => {
    const many = Array.from({ length: 20 }, (_, i) => ecIdentity(`signer ${i}`));
    const app = signApk(unsigned, { v2: many.map((identity) => ({ identity, signature })) });
    for (const limits of [{ maxCertificates: 7 }, { maxCertificateBytes: 7 * alice.certificate.length + 100 }]) {
      const { signing, codes } = await read(app, limits);
      expect(codes).toEqual(['limit/items']);
      expect(signing.signers).toHaveLength(7);
    }
  });

  it('of garbage, as much as the limits let through, takes a bounded time', async () => {
    const garbage = derSequence(der(0x06, new Uint8Array(2000).fill(1)));
    const app = withCertificates(...Array.from({ length: 256 }, (_, i) => concatBytes([garbage, Uint8Array.of(i)])));
    const begin = performance.now();
    const { codes } = await read(app);
    expect(codes.filter((code) => code === 'signing/bad-certificate').length).toBeGreaterThan(200);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});

describe('a v1 signature file', () => {
  /** An app with these bytes for its PKCS#7 data. */
  const withPkcs7 = (pkcs7: Uint8Array) => buildZip([...files, ...signJar(files, [{ identity: alice, pkcs7 }])]);
  const sound = buildPkcs7(new Uint8Array(9), { identity: alice });

  it('that is cut at any byte is reported', async () => {
    for (let length = 0; length < sound.length; length++) {
      const { signing, codes } = await read(withPkcs7(truncate(sound, length)));
      expect(codes, `${length} bytes`).toEqual(['signing/bad-signature-file']);
      expect(signing.signers).toEqual([]);
      expect(signing.signatureFiles).toHaveLength(1);
    }
  });

  it.each([
    ['text', new TextEncoder().encode('no PKCS#7')],
    ['other data', derSequence(derOid('1.2.840.113549.1.7.1'))],
    ['without contents', derSequence(derOid('1.2.840.113549.1.7.2'))],
  ])('that holds %s is reported', async (_, pkcs7) => {
    expect((await read(withPkcs7(pkcs7))).codes).toEqual(['signing/bad-signature-file']);
  });

  it('that names a certificate which is not in it is reported', async () => {
    const { signing, codes } = await read(
      withPkcs7(buildPkcs7(new Uint8Array(9), { identity: alice, certificates: [bob.certificate] })),
    );
    expect(codes).toEqual(['signing/bad-signature-file']);
    expect(signing.signers).toEqual([]);
    expect(signing.signatureFiles[0]!.certificates).toHaveLength(1);
  });

  it('in BER, with lengths that are not stated, is read', async () => {
    const contents = sound.subarray(4);
    const open = berIndefinite(0x30, contents);
    expect(await names(withPkcs7(open))).toEqual(['CN=Alice']);
  });

  it('that inflates past the limit is not read', async () => {
    const { signing, codes } = await read(withPkcs7(new Uint8Array(600_000)));
    expect(codes).toEqual(['limit/entry-bytes']);
    expect(signing.signatureFiles).toEqual([]);
  });

  it('after more than the limit is not read', async () => {
    const signers = Array.from({ length: 5 }, (_, i) => ({ identity: alice, name: `S${i}` }));
    const { signing, codes } = await read(buildZip(signJar(files, signers)), { maxCertificates: 3 });
    expect(codes).toEqual(['limit/items']);
    expect(signing.signatureFiles).toHaveLength(3);
  });
});

/** A number in three bytes, the largest first. */
function u24(value: number): number[] {
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}
