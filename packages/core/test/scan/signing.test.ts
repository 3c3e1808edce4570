/** Who signed an app, as a scan reports it. */
import { createHash } from 'node:crypto';
import {
  buildApk,
  buildDex,
  buildProtoManifest,
  buildRules,
  buildZip,
  ecIdentity,
  flipByte,
  signApk,
  signJar,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { scan } from '../../src/index.js';
import { scan as scanOnNode } from '../../src/node/index.js';
import type { ScanOptions } from '../../src/scan-options.js';

const rules = buildRules({ id: 'vendor', code: ['com.vendor.'] });
const appOf = async (apk: Uint8Array, options: Partial<ScanOptions> = {}) => scanOnNode(apk, { rules, ...options });

const alice = ecIdentity('Alice');
const aliceSha256 = createHash('sha256').update(alice.certificate).digest('hex');
const unsigned = buildApk({ dex: [{ classes: ['com/example/Main'] }] });
const signed = signApk(unsigned, { v2: [{ identity: alice }], v3: [{ identity: alice }] });

const files = [{ name: 'classes.dex', bytes: 'no DEX, but a file that is signed' }];
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex').toUpperCase();

describe('the report of an app', () => {
  it('says who signed it, by which schemes, and that nothing was verified', async () => {
    const { app, diagnostics } = await appOf(signed);
    expect(app.signers).toMatchObject([
      { sha256: aliceSha256, subject: 'CN=Alice', debug: false, signatures: [{ scheme: 'v2' }, { scheme: 'v3' }] },
    ]);
    expect(app.signing).toMatchObject({ schemes: ['v2', 'v3'], stamp: null, checks: null });
    expect(app.signing?.block?.pairs.map(({ name }) => name)).toEqual(['v2', 'v3']);
    expect(diagnostics).toEqual([]);
  });

  it('has no signers and no schemes when nobody signed it', async () => {
    const { app } = await appOf(unsigned);
    expect(app.signers).toEqual([]);
    expect(app.signing).toEqual({ schemes: [], stamp: null, block: null, checks: null });
  });

  it.each([
    ['at depth dex', { depth: 'dex' }],
    ['at depth manifest', { depth: 'manifest' }],
    ['matched as exodus-core does', { match: 'exodus' }],
  ] as const)('says who signed it %s, too', async (_, options) => {
    expect((await appOf(signed, options)).app.signers).toHaveLength(1);
  });

  it('has the id that Exodus gives the app, and none without a package name', async () => {
    expect((await appOf(signed)).app.exodusId).toBe(sha1('com.example.app'));
    const nameless = buildApk({ manifest: null, dex: [{ classes: ['com/example/Main'] }] });
    expect((await appOf(nameless)).app.exodusId).toBeNull();
  });

  it('is the same where signatures are damaged and there is room for few diagnostics', async () => {
    const broken = Array.from({ length: 8 }, (_, i) => ({ name: `classes${i + 2}.dex`, bytes: 'no DEX' }));
    const apk = buildApk({ dex: [{ classes: ['com/vendor/A'] }], files: broken });
    const damaged = signApk(apk, { v2: [{ identity: alice, certificates: [new Uint8Array(9)] }] });
    const options = { rules, limits: { maxDiagnostics: 8 } };
    const report = await scan(damaged, options);
    expect(await scanOnNode(damaged, options)).toEqual(report);
    expect(report.diagnostics.map(({ code }) => code)).toEqual([
      ...Array(8).fill('dex/bad-magic'),
      'limit/diagnostics',
    ]);
  });

  it('tells damage once that was met when looking for trackers and when looking for signers', async () => {
    const entries = signJar(files, [{ identity: alice }]).map((entry) =>
      entry.name === 'META-INF/CERT.EC' ? { ...entry, central: { offset: 0x7fffffff } } : entry,
    );
    const { diagnostics } = await appOf(buildApk({ dex: [{ classes: ['com/vendor/A'] }], files: entries }));
    expect(diagnostics.map(({ code, where }) => [code, where[0]?.entry])).toEqual([
      ['zip/bad-entry', 'META-INF/CERT.EC'],
    ]);
  });
});

describe('the report of an app that is no APK', () => {
  const bob = ecIdentity('Bob');
  const config = buildZip([
    { name: 'AndroidManifest.xml', bytes: '<manifest package="com.example.app" split="config.en"/>' },
  ]);
  const setOf = (base: Uint8Array, split: Uint8Array) =>
    buildZip([
      { name: 'base.apk', bytes: base, method: 'stored' },
      { name: 'config.en.apk', bytes: split },
    ]);
  const by = (identity: typeof alice, apk: Uint8Array) => signApk(apk, { v2: [{ identity }] });

  it('says who signed the base of a split set, and nothing of splits that are signed alike', async () => {
    const { input, app, diagnostics } = await appOf(setOf(signed, by(alice, config)));
    expect(input.kind).toBe('split-set');
    expect(app.signers.map(({ subject }) => subject)).toEqual(['CN=Alice']);
    expect(diagnostics).toEqual([]);
  });

  it('names the split that somebody else signed', async () => {
    const { app, diagnostics } = await appOf(setOf(signed, by(bob, config)), { verifySignature: true });
    expect(app.signing?.checks?.map(({ apk, scheme, digests }) => [apk, scheme, digests])).toEqual([
      ['base.apk', 'v2', 'valid'],
      ['base.apk', 'v3', 'valid'],
      ['config.en.apk', 'v2', 'valid'],
    ]);
    expect(diagnostics.map(({ code, where }) => [code, where])).toEqual([
      ['signing/split-mismatch', [{ entry: 'config.en.apk' }]],
    ]);
  });

  it('says who uploads a bundle', async () => {
    const manifest = buildProtoManifest({ package: 'com.example.app' });
    const entries = [
      { name: 'BundleConfig.pb', bytes: '' },
      { name: 'base/manifest/AndroidManifest.xml', bytes: manifest },
    ];
    const bundle = buildZip([...entries, ...signJar(entries, [{ identity: alice }])]);
    const { input, app } = await appOf(bundle, { verifySignature: true });
    expect(input.kind).toBe('aab');
    expect(app).toMatchObject({ package: 'com.example.app', exodusId: null, signers: [{ subject: 'CN=Alice' }] });
    expect(app.signing?.checks).toMatchObject([{ scheme: 'v1', signature: 'valid', digests: 'valid' }]);
  });

  it('has no signing where nobody asks for it, as in a bare DEX', async () => {
    const { app } = await appOf(buildDex({ classes: ['com/vendor/A'] }), { verifySignature: true });
    expect(app).toMatchObject({ signers: [], signing: null, exodusId: null });
  });
});

describe('verifySignature', () => {
  const verified = { verifySignature: true };

  it('adds what was checked of each signature', async () => {
    const { app, diagnostics } = await appOf(signed, verified);
    const valid = {
      apk: '',
      signer: aliceSha256,
      entry: null,
      signature: 'valid',
      digests: 'valid',
      lineage: null,
      reasons: [],
    };
    expect(app.signing?.checks).toEqual([
      { scheme: 'v2', ...valid },
      { scheme: 'v3', ...valid },
    ]);
    expect(diagnostics).toEqual([]);
  });

  it('finds nothing to check in an app that nobody signed', async () => {
    const { app, diagnostics } = await appOf(unsigned, verified);
    expect(app.signing?.checks).toEqual([]);
    expect(diagnostics).toEqual([]);
  });

  it('reports each signature that is invalid', async () => {
    // A letter of a name in a local header, which nobody but a signature minds.
    const { diagnostics } = await appOf(flipByte(signed, 30, 0x20), verified);
    const message = 'The SHA-256 of the APK is not the signed one: its bytes were changed.';
    expect(diagnostics).toEqual([
      { code: 'signing/invalid', where: [], message: `Expected a valid signature of scheme v2. ${message}` },
      { code: 'signing/invalid', where: [], message: `Expected a valid signature of scheme v3. ${message}` },
    ]);
  });

  it('names the file of a v1 signature that is invalid', async () => {
    const apk = buildApk({
      dex: [{ classes: ['com/vendor/A'] }],
      files: [{ name: 'added', bytes: '' }, ...signJar([], [{ identity: alice }])],
    });
    const [invalid] = (await appOf(apk, verified)).diagnostics;
    expect(invalid).toMatchObject({ code: 'signing/invalid', where: [{ entry: 'META-INF/CERT.EC' }] });
  });

  it('reports nothing about a signature that could not be checked', async () => {
    const apk = signApk(unsigned, { v2: [{ identity: alice, algorithm: 0x0301 }] });
    const { app, diagnostics } = await appOf(apk, verified);
    expect(app.signing?.checks).toMatchObject([{ signature: 'not-checked' }]);
    expect(diagnostics).toEqual([]);
  });

  it('inflates no more than the limits allow for the app', async () => {
    const dex = { name: 'classes.dex', bytes: buildDex({ classes: ['com/vendor/A'] }) };
    const entries = [dex, ...[1, 2, 3].map((i) => ({ name: `assets/${i}`, bytes: new Uint8Array(1000) }))];
    const apk = buildZip([...entries, ...signJar(entries, [{ identity: alice }])]);
    expect((await appOf(apk, verified)).app.signing?.checks).toMatchObject([{ digests: 'valid' }]);
    const { app } = await appOf(apk, { ...verified, limits: { maxTotalBytes: 2500 } });
    expect(app.signing?.checks).toMatchObject([{ digests: 'not-checked' }]);
  });
});
