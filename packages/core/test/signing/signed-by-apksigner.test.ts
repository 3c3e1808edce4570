/** Apps signed in every way that apksigner knows, here and now: what we read is what apksigner prints. */
import {
  attributeIds,
  buildLineage,
  buildManifest,
  buildZip,
  ecIdentity,
  flipByte,
  indexOfBytes,
  newIdentity,
  type SigningIdentity,
  signApk,
  signJar,
  type ZipEntry,
} from '@trackerscope/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { asPrinted, expectedPrint, hasApksigner, openWorkbench, printed, printedLineage } from './apksigner.js';
import { read, verify } from './read.js';

const secret = 'what the app holds';
const files: ZipEntry[] = [
  { name: 'AndroidManifest.xml', bytes: buildManifest({ package: 'com.example.app', minSdk: 21, targetSdk: 29 }) },
  { name: 'assets/notes.txt', bytes: secret, method: 'stored' },
];
const unsigned = buildZip(files);

const schemes = (...on: readonly number[]) => [1, 2, 3].map((n) => `--v${n}-signing-enabled=${on.includes(n)}`);

const alice = ecIdentity('Alice');
const bob = ecIdentity('Bob');

// Without the tool there is nothing to compare with: `apt install apksigner`, or the Android SDK's build tools.
describe.skipIf(!hasApksigner)(
  'what apksigner signs, and what it prints of that (skipped where apksigner is missing)',
  () => {
    const bench = openWorkbench();
    afterAll(bench.close);

    /** Reads what was signed, compares it with what apksigner prints, and checks it. */
    async function compare(path: string) {
      const apk = bench.bytes(path);
      const { signing, diagnostics } = await read(apk);
      expect(diagnostics).toEqual([]);
      expect(expectedPrint(signing)).toEqual(printed(path));
      return { signing, checks: await verify(apk) };
    }

    it.each<[string, () => SigningIdentity, readonly number[], readonly string[]]>([
      ['RSA, v1', () => newIdentity({ rsa: 2048 }, { subject: [['CN', 'RSA']] }), [1], ['SHA256withRSA']],
      ['EC, v2', () => alice, [2], ['SHA256withECDSA']],
      [
        'EC on P-384, v1 and v3',
        () => newIdentity({ curve: 'P-384' }, {}),
        [1, 3],
        ['SHA256withECDSA', 'SHA512withECDSA'],
      ],
      [
        'EC on P-521, v1 and v2',
        () => newIdentity({ curve: 'P-521' }, {}),
        [1, 2],
        ['SHA256withECDSA', 'SHA512withECDSA'],
      ],
      [
        'RSA of 4096 bits, v1 to v3',
        () => newIdentity({ rsa: 4096 }, {}),
        [1, 2, 3],
        ['SHA256withRSA', 'SHA512withRSA'],
      ],
    ])('%s', async (_, identity, on, algorithms) => {
      const { signing, checks } = await compare(bench.sign(unsigned, ...schemes(...on), ...bench.signer(identity())));
      const used = signing.signers.flatMap(({ signatures }) => signatures.flatMap((signature) => signature.algorithms));
      expect([...new Set(used)]).toEqual(algorithms);
      expect(checks.map(({ scheme }) => scheme)).toEqual(on.map((n) => `v${n}`));
      for (const check of checks) expect(check).toMatchObject({ signature: 'valid', digests: 'valid', reasons: [] });
    });

    it('DSA: read, and said to be beyond Web Crypto', async () => {
      const dsa = newIdentity({ dsa: 1024 }, { subject: [['CN', 'DSA']] });
      const { signing, checks } = await compare(bench.sign(unsigned, ...schemes(1, 2), ...bench.signer(dsa)));
      expect(signing.signers[0]!.publicKey).toEqual({ algorithm: 'DSA', bits: 1024, curve: null });
      const reasons = ['Web Crypto does not know the algorithm SHA256withDSA.'];
      for (const check of checks) expect(check).toMatchObject({ signature: 'not-checked', digests: 'valid', reasons });
    });

    it('two signers', async () => {
      const signers = [...bench.signer(alice), '--next-signer', ...bench.signer(bob)];
      const { signing, checks } = await compare(bench.sign(unsigned, ...schemes(1, 2), ...signers));
      expect(signing.signers.map(({ subject }) => subject)).toEqual(['CN=Alice', 'CN=Bob']);
      expect(checks.map(({ scheme, signature }) => [scheme, signature])).toEqual([
        ['v1', 'valid'],
        ['v1', 'valid'],
        ['v2', 'valid'],
        ['v2', 'valid'],
      ]);
    });

    it('a rotated key: old versions of Android see the old certificate, new ones the new, with what the old may still do', async () => {
      const lineage = bench.rotate(alice, bob, '--set-rollback', 'true', '--set-shared-uid', 'false');
      const signers = [...bench.signer(alice), '--next-signer', ...bench.signer(bob), '--lineage', lineage];
      const path = bench.sign(unsigned, ...schemes(1, 2, 3), ...signers);
      const { signing, checks } = await compare(path);
      expect(
        signing.signers.map(({ subject, signatures }) => [subject, signatures.map(({ scheme }) => scheme)]),
      ).toEqual([
        ['CN=Bob', ['v3']],
        ['CN=Alice', ['v1', 'v2']],
      ]);
      const names = { 'installed-data': 'installed data', 'shared-uid': 'shared UID' } as Record<string, string>;
      expect(
        signing.signers[0]!.lineage.map(({ certificate, capabilities }) => ({
          ...asPrinted(certificate),
          capabilities: capabilities.map((name) => names[name] ?? name),
        })),
      ).toEqual(printedLineage(path));
      expect(checks.at(-1)).toMatchObject({ scheme: 'v3', signature: 'valid', digests: 'valid', lineage: 'valid' });
    });

    it('a source stamp', async () => {
      const [app, store] = ['App', 'Store'].map((name) => newIdentity({ rsa: 2048 }, { subject: [['CN', name]] }));
      const stamp = ['--stamp-signer', ...bench.signer(store!)];
      const { signing } = await compare(bench.sign(unsigned, ...schemes(1, 2, 3), ...bench.signer(app!), ...stamp));
      expect(signing.stamp).toMatchObject({
        version: 2,
        certificate: { subject: 'CN=Store' },
        lineage: [],
        expected: true,
      });
      expect(signing.signers.map(({ subject }) => subject)).toEqual(['CN=App']);
    });

    it('a digest for fs-verity besides: named, and the other one checked', async () => {
      const path = bench.sign(unsigned, ...schemes(2), '--verity-enabled', ...bench.signer(alice));
      const { checks, signing } = await compare(path);
      expect(signing.signers[0]!.signatures[0]!.algorithms).toEqual(['SHA256withECDSA', 'SHA256withECDSA (verity)']);
      expect(checks).toMatchObject([{ signature: 'valid', digests: 'valid' }]);
    });

    it('an app with one byte changed: both say so', async () => {
      const path = bench.sign(unsigned, ...schemes(1, 2, 3), ...bench.signer(alice));
      const apk = bench.bytes(path);
      const changed = flipByte(apk, indexOfBytes(apk, new TextEncoder().encode(secret)), 1);
      expect(() => printed(bench.put('changed.apk', changed))).toThrow(/DOES NOT VERIFY/);
      expect(await verify(changed)).toMatchObject([
        {
          scheme: 'v1',
          signature: 'valid',
          digests: 'invalid',
          reasons: [expect.stringContaining('assets/notes.txt')],
        },
        { scheme: 'v2', signature: 'valid', digests: 'invalid', reasons: [expect.stringContaining('SHA-256')] },
        { scheme: 'v3', signature: 'valid', digests: 'invalid' },
      ]);
    });

    it('accepts what testkit signs, on which the other tests rest', async () => {
      const lineage = buildLineage([
        { identity: alice, flags: 0b10111 },
        { identity: bob, flags: 0b11111 },
      ]);
      const apk = signApk(buildZip([...files, ...signJar(files, [{ identity: alice }])]), {
        v2: [{ identity: alice }],
        v3: [{ identity: bob, attributes: [[attributeIds.proofOfRotation, lineage]] }],
      });
      const { checks } = await compare(bench.put('testkit.apk', apk));
      expect(checks.map(({ scheme, signature, digests }) => [scheme, signature, digests])).toEqual([
        ['v1', 'valid', 'valid'],
        ['v2', 'valid', 'valid'],
        ['v3', 'valid', 'valid'],
      ]);
    });
  },
);
