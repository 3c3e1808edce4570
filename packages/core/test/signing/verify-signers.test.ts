/** What checking signatures finds, and what it admits not to have checked. */
import {
  attributeIds,
  type BlockPair,
  buildLineage,
  buildZip,
  concatBytes,
  ecIdentity,
  flipByte,
  newIdentity,
  placesOf,
  signApk,
  signJar,
  type ZipEntry,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../src/limits.js';
import { nodePlatform } from '../../src/node/platform.js';
import { portablePlatform } from '../../src/portable-platform.js';
import { verifySigners } from '../../src/signing/verify-signers.js';
import type { ByteSource } from '../../src/source/byte-source.js';
import { verify } from './read.js';

const alice = ecIdentity('Alice');
const bob = ecIdentity('Bob');
const files: ZipEntry[] = [
  { name: 'classes.dex', bytes: 'code' },
  { name: 'assets/a.txt', bytes: 'text' },
];
const unsigned = buildZip(files);

/** The results of one scheme, in short. */
const results = async (apk: Uint8Array) =>
  (await verify(apk)).map(({ scheme, signature, digests, lineage }) =>
    [scheme, signature, digests, ...(lineage ? [lineage] : [])].join(' '),
  );
const reasons = async (apk: Uint8Array) => (await verify(apk)).flatMap((check) => check.reasons);

it('an app without signatures has nothing to check', async () => {
  expect(await verify(unsigned)).toEqual([]);
});

describe('the signature', () => {
  it.each([
    ['Node', nodePlatform],
    ['a browser', portablePlatform],
  ])('is valid in %s when the key of the certificate made it', async (_, platform) => {
    const apk = signApk(unsigned, { v2: [{ identity: alice }] });
    const [check] = await verify(apk, platform);
    expect(check).toMatchObject({ scheme: 'v2', entry: null, signature: 'valid', digests: 'valid', reasons: [] });
  });

  it('is invalid when another key made it', async () => {
    const apk = signApk(unsigned, { v2: [{ identity: { ...alice, privateKey: bob.privateKey } }] });
    expect(await results(apk)).toEqual(['v2 invalid valid']);
    expect(await reasons(apk)).toEqual(['The key of scheme v2 is not that of its certificate.']);
  });

  it('is invalid when it is garbage', async () => {
    const apk = signApk(unsigned, { v2: [{ identity: alice, signature: new Uint8Array(70) }] });
    expect(await reasons(apk)).toEqual(['The SHA256withECDSA signature is none of that kind.']);
  });

  it('is invalid when it is over something else', async () => {
    const other = signApk(unsigned, { v2: [{ identity: alice, attributes: [[1, new Uint8Array()]] }] });
    // The last byte of the attribute's id.
    const at = other.findLastIndex((byte, i) => byte === 1 && other[i - 4] === 4 && i < other.length - 300);
    expect(await reasons(flipByte(other, at, 2))).toEqual([
      'The SHA256withECDSA signature does not fit what it signs.',
    ]);
  });

  it('is not checked when Web Crypto does not know the algorithm, the curve or the key', async () => {
    const koblitz = newIdentity({ curve: 'secp256k1' }, {});
    const signers = [
      { identity: alice, algorithm: 0x0501 },
      { identity: koblitz },
      { identity: alice, algorithm: 0x0103 },
    ];
    const apk = signApk(unsigned, { v2: signers });
    expect(await results(apk)).toEqual(['v2 not-checked not-checked', 'v2 not-checked valid', 'v2 not-checked valid']);
    expect(await reasons(apk)).toEqual([
      'Web Crypto does not know the algorithm 0x0501.',
      'The digest for 0x0501 is of a kind that is not checked.',
      'Web Crypto does not know the curve secp256k1.',
      'Web Crypto does not take the key for SHA256withRSA.',
    ]);
  });

  it('is checked for so many signers only', async () => {
    const apk = signApk(unsigned, { v2: Array.from({ length: 70 }, () => ({ identity: alice })) });
    const found = await results(apk);
    expect(found.filter((one) => one === 'v2 valid valid')).toHaveLength(64);
    expect(found.filter((one) => one === 'v2 not-checked valid')).toHaveLength(6);
  });

  it('with RSA and SHA-512 over an app of several chunks is valid', async () => {
    const rsa = newIdentity({ rsa: 2048 }, {});
    const big = buildZip([{ name: 'big', bytes: new Uint8Array(2.5 * 2 ** 20).fill(7), method: 'stored' }]);
    expect(await results(signApk(big, { v2: [{ identity: rsa, algorithm: 0x0104 }] }))).toEqual(['v2 valid valid']);
  });
});

describe('the digests', () => {
  const signed = signApk(unsigned, { v2: [{ identity: alice }], v3: [{ identity: alice }] });
  const { directory } = placesOf(signed);

  it.each([
    ['an entry', 31],
    ['the directory', directory + 12],
  ])('are invalid when %s was changed', async (_, at) => {
    expect(await results(flipByte(signed, at, 1))).toEqual(['v2 valid invalid', 'v3 valid invalid']);
  });

  it('are invalid when the comment of the archive was changed', async () => {
    const end = signed.length - 2;
    const commented = concatBytes([signed.subarray(0, end), Uint8Array.of(1, 0, 33)]);
    expect(await results(commented)).toEqual(['v2 valid invalid', 'v3 valid invalid']);
  });

  it('are valid whatever else lies in the signing block', async () => {
    const pairs: BlockPair[] = [[0x71777777, new TextEncoder().encode('a shop wrote this later')]];
    expect(await results(signApk(unsigned, { v2: [{ identity: alice }], pairs }))).toEqual(['v2 valid valid']);
  });

  it('of another app are invalid', async () => {
    const apk = signApk(unsigned, { v2: [{ identity: alice, digest: new Uint8Array(32) }] });
    expect(await reasons(apk)).toEqual(['The SHA-256 of the APK is not the signed one: its bytes were changed.']);
  });

  it('are made in memory that does not grow with the app', async () => {
    const big = buildZip([{ name: 'big', bytes: new Uint8Array(40 * 2 ** 20), method: 'stored' }]);
    const apk = signApk(big, { v2: [{ identity: alice }] });
    let most = 0;
    const source: ByteSource = {
      size: apk.length,
      async read(offset, length) {
        most = Math.max(most, length);
        return apk.subarray(Math.max(0, offset), offset + length);
      },
    };
    const archive = await nodePlatform.openArchive(source, '', defaultLimits);
    const checks = await verifySigners({ source, archive, where: '' }, defaultLimits, nodePlatform);
    expect(checks).toMatchObject([{ signature: 'valid', digests: 'valid' }]);
    expect(most).toBeLessThanOrEqual(2 ** 20);
  });
});

describe('a lineage', () => {
  const rotated = (nodes: Parameters<typeof buildLineage>[0]) => {
    const attributes: BlockPair[] = [[attributeIds.proofOfRotation, buildLineage(nodes)]];
    return signApk(unsigned, { v3: [{ identity: bob, attributes }] });
  };

  it('is valid when each key signed the next', async () => {
    const nodes = [
      { identity: alice, flags: 7 },
      { identity: bob, flags: 31 },
    ];
    expect(await results(rotated(nodes))).toEqual(['v3 valid valid valid']);
  });

  it('is invalid when another key did', async () => {
    const impostor = { ...alice, privateKey: bob.privateKey };
    const nodes = [
      { identity: impostor, flags: 7 },
      { identity: bob, flags: 31 },
    ];
    expect(await results(rotated(nodes))).toEqual(['v3 valid valid invalid']);
  });

  it('is invalid when it ends with another certificate', async () => {
    const nodes = [
      { identity: bob, flags: 7 },
      { identity: alice, flags: 31 },
    ];
    expect(await reasons(rotated(nodes))).toEqual([
      'The proof of rotation does not end with the certificate that signs the app.',
    ]);
  });
});

describe('a v1 signature', () => {
  /** An app with the files of `signed`, and what they sign changed to `files`. */
  const jar = (signed: readonly ZipEntry[], ...others: readonly ZipEntry[]) =>
    buildZip([...files, ...signJar(signed, [{ identity: alice }]), ...others]);

  it('is valid over what it signs', async () => {
    const [check] = await verify(jar(files));
    expect(check).toMatchObject({ scheme: 'v1', entry: 'META-INF/CERT.EC', signature: 'valid', digests: 'valid' });
  });

  it('does not cover what lies in META-INF', async () => {
    expect(await results(jar(files, { name: 'META-INF/services/x', bytes: 'y' }))).toEqual(['v1 valid valid']);
  });

  it.each<[string, Uint8Array, string]>([
    [
      'an entry was changed',
      jar([{ ...files[0]!, bytes: 'other code' }, files[1]!]),
      'The entry "classes.dex" has another digest than in MANIFEST.MF.',
    ],
    [
      'an entry was added',
      jar(files, { name: 'added.dex', bytes: 'code' }),
      'The entry "added.dex" is not in MANIFEST.MF.',
    ],
    [
      'an entry was removed',
      jar([...files, { name: 'gone', bytes: '' }]),
      'MANIFEST.MF names "gone", which is not in the archive.',
    ],
  ])('has invalid digests when %s', async (_, apk, reason) => {
    expect(await results(apk)).toEqual(['v1 valid invalid']);
    expect(await reasons(apk)).toEqual([reason]);
  });

  it('has invalid digests when MANIFEST.MF was made to fit a change', async () => {
    const changed = [{ ...files[0]!, bytes: 'other code' }, files[1]!];
    const [manifest] = signJar(changed, []);
    const [, ...signature] = signJar(files, [{ identity: alice }]);
    const apk = buildZip([...changed, manifest!, ...signature]);
    expect(await results(apk)).toEqual(['v1 valid invalid']);
    expect(await reasons(apk)).toEqual(['The .SF file does not sign what MANIFEST.MF says of "classes.dex".']);
  });

  it('still counts when something was added to MANIFEST.MF that is not of the app', async () => {
    const [manifest, ...signature] = signJar(files, [{ identity: alice }]);
    const text = String(manifest!.bytes);
    const changed = text.replace('Manifest-Version: 1.0', 'Manifest-Version: 1.0\r\nCreated-By: somebody');
    expect(await results(buildZip([...files, { ...manifest!, bytes: changed }, ...signature]))).toEqual([
      'v1 valid valid',
    ]);
  });

  it('is invalid when the .SF file was changed', async () => {
    const apk = buildZip([
      ...files,
      ...signJar(files, [{ identity: alice }]).map((file) =>
        file.name === 'META-INF/CERT.SF'
          ? { ...file, bytes: concatBytes([file.bytes as Uint8Array, Uint8Array.of(10)]) }
          : file,
      ),
    ]);
    expect(await results(apk)).toEqual(['v1 invalid valid']);
  });

  it('is not checked when its file cannot be read', async () => {
    const apk = buildZip([...files, ...signJar(files, [{ identity: alice, pkcs7: new Uint8Array(3) }])]);
    expect(await reasons(apk)).toEqual(['The signature file cannot be read.']);
  });

  it('has digests that are not checked without MANIFEST.MF', async () => {
    const apk = buildZip([...files, ...signJar(files, [{ identity: alice }]).slice(1)]);
    expect(await results(apk)).toEqual(['v1 valid not-checked']);
  });
});
