import {
  attributeIds,
  type BlockPair,
  blockIds,
  buildLineage,
  buildSigningBlock,
  buildZip,
  concatBytes,
  cut,
  derInteger,
  ecIdentity,
  flipByte,
  overwriteU32,
  placesOf,
  prefixed,
  signApk,
  signJar,
  truncate,
  u32Bytes,
  withSigningBlock,
} from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read, verify } from './read.js';

const alice = ecIdentity('Alice');
const bob = ecIdentity('Bob');
const files = [{ name: 'classes.dex', bytes: 'code' }];
const unsigned = buildZip(files);
/** Where the signing block goes. */
const start = placesOf(unsigned).directory;

// Fixed, so that each run has the same bytes: nobody verifies them here.
const signature = new Uint8Array(70).fill(7);
const lineage = buildLineage([
  { identity: alice, flags: 1 },
  { identity: bob, flags: 31 },
]);
const apk = signApk(buildZip([...files, ...signJar(files, [{ identity: alice }])]), {
  v2: [{ identity: alice, signature }],
  v3: [{ identity: bob, signature, attributes: [[attributeIds.proofOfRotation, lineage]] }],
});

const names = async (bytes: Uint8Array) => (await read(bytes)).signing.signers.map(({ subject }) => subject);

/** An app with this pair of scheme v2, as it stands. */
const withPair = (value: Uint8Array, ...others: readonly BlockPair[]) =>
  withSigningBlock(unsigned, buildSigningBlock([[blockIds.v2, value], ...others]));

/** A pair of scheme v2 with one signer, whose certificates are these. */
const withCertificates = (...certificates: readonly Uint8Array[]) =>
  signApk(unsigned, { v2: [{ identity: alice, certificates, signature }] });

describe('a signing block', () => {
  it('whose last size is too large for the file is reported, and not read', async () => {
    const block = buildSigningBlock([[blockIds.padding, new Uint8Array(8)]]);
    const lying = overwriteU32(block, block.length - 20, 1);
    const { signing, codes } = await read(withSigningBlock(unsigned, lying));
    expect(codes).toEqual(['signing/bad-block']);
    expect(signing.block).toBeNull();
  });

  it('whose first size differs is reported, and read', async () => {
    const signed = signApk(unsigned, { v2: [{ identity: alice }] });
    const { signing, codes } = await read(overwriteU32(signed, start, 5));
    expect(codes).toEqual(['signing/bad-block']);
    expect(signing.signers.map(({ subject }) => subject)).toEqual(['CN=Alice']);
  });

  it.each([0, 3, 0xffffffff])('with a pair of length %i is read up to there', async (length) => {
    const pairs: BlockPair[] = [
      [0x11111111, new Uint8Array(4)],
      [0x22222222, new Uint8Array(4)],
    ];
    const app = withSigningBlock(unsigned, buildSigningBlock(pairs));
    const { signing, codes } = await read(overwriteU32(app, start + 8 + 16, length));
    expect(codes).toEqual(['signing/bad-block']);
    expect(signing.block!.pairs.map(({ id }) => id)).toEqual(['0x11111111']);
  });

  it('with two pairs of one scheme counts the first, as Android does', async () => {
    const second = signApk(unsigned, { v2: [{ identity: bob }] });
    const value = second.subarray(
      start + 8 + 12,
      start + 8 + 12 + new DataView(second.buffer).getUint32(start + 8, true) - 4,
    );
    const app = signApk(unsigned, {
      v2: [{ identity: alice }],
      pairs: [
        [blockIds.v2, value],
        [blockIds.v2, value],
      ],
    });
    const { signing, codes } = await read(app);
    expect(signing.signers.map(({ subject }) => subject)).toEqual(['CN=Alice']);
    expect(codes).toEqual(['signing/bad-block']);
  });

  it('with thousands of pairs is read to the end, and lists some', async () => {
    const pairs = Array.from({ length: 20_000 }, (_, i): BlockPair => [i, new Uint8Array()]);
    const app = signApk(unsigned, { v2: [{ identity: alice }], pairs });
    const moved = withSigningBlock(unsigned, buildSigningBlock([...pairs, ...pairsOf(app).slice(0, 1)]));
    const { signing, codes } = await read(moved);
    expect(codes).toEqual([]);
    expect(signing.signers.map(({ subject }) => subject)).toEqual(['CN=Alice']);
    expect(signing.block!.pairs).toHaveLength(65);
    expect(signing.block!.pairs.at(-1)!.name).toBe('v2');
  });

  it('with more pairs than the limit is read up to it', async () => {
    const pairs = Array.from({ length: 10 }, (_, i): BlockPair => [i, new Uint8Array()]);
    const { signing, codes } = await read(withSigningBlock(unsigned, buildSigningBlock(pairs)), { maxSigningPairs: 7 });
    expect(codes).toEqual(['limit/items']);
    expect(signing.block!.pairs).toHaveLength(7);
  });

  it('with a signature larger than the limit is read up to it', async () => {
    const app = signApk(unsigned, { v2: [{ identity: alice }, { identity: bob }] });
    const { signing, codes } = await read(app, { maxSigningPairBytes: 1000 });
    expect(codes).toEqual(['limit/items', 'signing/bad-block', 'signing/bad-block']);
    expect(signing.signers.map(({ subject }) => subject)).toEqual(['CN=Alice']);
  });
});

/** The pairs of an app's signing block, from its first byte to its last. */
function pairsOf(app: Uint8Array): BlockPair[] {
  const view = new DataView(app.buffer, app.byteOffset);
  const pairs: BlockPair[] = [];
  const end = placesOf(app).directory - 24;
  for (let at = start + 8; at < end; ) {
    const length = view.getUint32(at, true);
    pairs.push([view.getUint32(at + 8, true), app.subarray(at + 12, at + 8 + length)]);
    at += 8 + length;
  }
  return pairs;
}

describe('a signer in the block', () => {
  it('that is cut at any byte is reported, and its certificate read once it is there', async () => {
    const [[, value]] = pairsOf(signApk(unsigned, { v2: [{ identity: alice, signature }] })) as [BlockPair];
    const certificateEnd = 4 + 4 + 4 + (4 + 4 + 4 + 4 + 32) + 4 + 4 + alice.certificate.length;
    for (let length = 0; length < value.length; length++) {
      const { signing, codes } = await read(withPair(truncate(value, length)));
      expect(codes, `${length} bytes`).toContain('signing/bad-block');
      const found = signing.signers.map(({ subject }) => subject);
      expect(found.includes('CN=Alice'), `${length} bytes`).toBe(length >= certificateEnd);
    }
  });

  it.each([0x7fffffff, 0xffffffff])('whose lengths all say %i is reported', async (length) => {
    const { codes } = await read(withPair(concatBytes(Array.from({ length: 10 }, () => u32Bytes(length)))));
    expect(codes).toContain('signing/bad-block');
  });

  it('without a certificate is reported', async () => {
    const { signing, codes } = await read(withCertificates());
    expect(codes).toEqual(['signing/bad-block']);
    expect(signing.signers).toEqual([]);
  });

  it('is read beside another that is damaged', async () => {
    const app = signApk(unsigned, { v2: [{ identity: alice, certificates: [new Uint8Array(9)] }, { identity: bob }] });
    expect(await names(app)).toEqual([null, 'CN=Bob']);
  });

  it('with a lineage of another version, or a damaged one, is read without it', async () => {
    for (const broken of [u32Bytes(2), truncate(lineage, 20), new Uint8Array(3)]) {
      const attributes: BlockPair[] = [[attributeIds.proofOfRotation, broken]];
      const { signing, codes } = await read(signApk(unsigned, { v3: [{ identity: bob, attributes }] }));
      expect(codes).toEqual(['signing/bad-block']);
      expect(signing.signers[0]).toMatchObject({ subject: 'CN=Bob', lineage: [] });
    }
  });
});

describe('an app', () => {
  const site = fc.integer({ min: start, max: apk.length - 26 });
  const change = fc.oneof(
    fc.record({ flip: site, mask: fc.integer({ min: 1, max: 255 }) }),
    fc.record({ overwrite: site, value: fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff) }),
    fc.record({ cut: site, count: fc.integer({ min: 1, max: 40 }) }),
  );

  it('changed anywhere in its signatures is read and checked without an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const changed = changes.reduce((bytes, one) => {
          if ('flip' in one) return flipByte(bytes, one.flip, one.mask);
          if ('cut' in one) return cut(bytes, one.cut, one.count);
          return overwriteU32(bytes, Math.min(one.overwrite, bytes.length - 4), one.value);
        }, apk);
        const outcome = await read(changed).catch((error: unknown) => error);
        // The change may have hit the directory of the archive, which is another story.
        if (outcome instanceof Error) return expect(outcome.name).toBe('ScanError');
        for (const { signature, digests, lineage, reasons } of await verify(changed)) {
          const allValid = [signature, digests, lineage ?? 'valid'].every((result) => result === 'valid');
          expect(reasons.length === 0).toBe(allValid);
        }
      }),
      { numRuns: 500 },
    );
  });
});

it('an element of ASN.1 inside a pair that lies about its length is no certificate', async () => {
  const lying = prefixed(prefixed(prefixed(prefixed()), concatBytes([u32Bytes(0xffff), derInteger(1)])));
  expect((await read(withPair(prefixed(lying)))).codes).toContain('signing/bad-block');
});
