/** Who signed an app that is made of several archives. */
import { buildApk, buildZip, ecIdentity, flipByte, signApk, signJar } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { startDiagnostics } from '../../src/diagnostic-list.js';
import { defaultLimits, type Limits } from '../../src/limits.js';
import { nodePlatform } from '../../src/node/platform.js';
import { describeAppSigning, readAppSigning } from '../../src/read-app-signing.js';
import type { InputKind } from '../../src/report.js';
import { fromBytes } from '../../src/source/from-bytes.js';

const alice = ecIdentity('Alice');
const bob = ecIdentity('Bob');
const apk = buildApk({});
const [byAlice, byBob] = [alice, bob].map((identity) => signApk(apk, { v2: [{ identity }] })) as [
  Uint8Array,
  Uint8Array,
];
const jarByAlice = buildZip(signJar([], [{ identity: alice }]));

/** What is said of an app that consists of these archives, by their paths. */
async function told(
  kind: InputKind,
  parts: Readonly<Record<string, Uint8Array>>,
  { verify = false, ...changed }: Partial<Limits> & { verify?: boolean } = {},
) {
  const limits = { ...defaultLimits, ...changed };
  const diagnostics = startDiagnostics(limits);
  const opening = Object.entries(parts).map(async ([path, bytes]) => {
    const source = fromBytes(bytes);
    return { path, source, archive: await nodePlatform.openArchive(source, path, limits) };
  });
  const opened = await Promise.all(opening);
  const app = kind === 'aab' ? { kind, parts: [], signed: opened[0]! } : { kind, parts: opened };
  const reading = await readAppSigning(app, limits, nodePlatform);
  const context = { packageName: 'com.example.app', verify, limits, platform: nodePlatform, diagnostics };
  const facts = await describeAppSigning(reading, context);
  return { ...facts, diagnostics: diagnostics.sorted(), codes: diagnostics.sorted().map(({ code }) => code) };
}

describe('a split set', () => {
  it('is signed by whoever signed its base', async () => {
    const { signers, codes } = await told('split-set', { 'base.apk': byAlice, 'config.apk': byAlice });
    expect(signers.map(({ subject }) => subject)).toEqual(['CN=Alice']);
    expect(codes).toEqual([]);
  });

  it.each([
    ['signed by somebody else', byBob],
    ['not signed', apk],
    ['signed by one more', signApk(apk, { v2: [{ identity: alice }, { identity: bob }] })],
    [
      'signed by somebody else in its newest scheme',
      signApk(apk, { v2: [{ identity: alice }], v3: [{ identity: bob }] }),
    ],
  ])('with a split that is %s does not belong together', async (_, split) => {
    const { diagnostics } = await told('split-set', { 'base.apk': byAlice, 'config.apk': split });
    expect(diagnostics).toEqual([
      {
        code: 'signing/split-mismatch',
        where: [{ entry: 'config.apk' }],
        message: expect.stringContaining('signed by'),
      },
    ]);
  });

  it.each([
    ['by another scheme', signApk(apk, { v3: [{ identity: alice }] })],
    ['by v1 alone', jarByAlice],
  ])('belongs together when the same certificate signs a split %s', async (_, split) => {
    expect((await told('split-set', { 'base.apk': byAlice, 'config.apk': split })).codes).toEqual([]);
  });

  it('belongs together when nobody signed any of it', async () => {
    expect((await told('split-set', { 'base.apk': apk, 'config.apk': apk })).codes).toEqual([]);
  });

  it('has no signatures in a DEX file beside its APKs', async () => {
    const { codes } = await told('split-set', { 'base.apk': byAlice, '': buildZip([]) });
    expect(codes).toEqual([]);
  });

  it('is compared as far as the limit on certificates goes, and nothing is said of the rest', async () => {
    const others = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`config${i}.apk`, jarByAlice]));
    const { codes } = await told('split-set', { 'base.apk': jarByAlice, ...others }, { maxCertificateBytes: 2000 });
    expect(codes).toEqual(['limit/items']);
  });

  it('is verified in all its parts, and the one that is invalid is named', async () => {
    const parts = { 'base.apk': byAlice, 'config.apk': flipByte(byAlice, 30, 0x20) };
    const { signing, diagnostics } = await told('split-set', parts, { verify: true });
    expect(signing?.checks?.map(({ apk, signature, digests }) => [apk, signature, digests])).toEqual([
      ['base.apk', 'valid', 'valid'],
      ['config.apk', 'valid', 'invalid'],
    ]);
    expect(diagnostics).toMatchObject([{ code: 'signing/invalid', where: [{ entry: 'config.apk' }] }]);
  });

  it('is verified within one limit for all its parts', async () => {
    const files = [{ name: 'a', bytes: new Uint8Array(4000) }];
    const part = buildZip([...files, ...signJar(files, [{ identity: alice }])]);
    const parts = { 'a.apk': part, 'b.apk': part };
    const { signing } = await told('split-set', parts, { verify: true, maxTotalBytes: 6000 });
    expect(signing?.checks?.map(({ digests }) => digests)).toEqual(['valid', 'not-checked']);
  });
});

describe('a bundle', () => {
  const bundle = buildZip([
    { name: 'base/manifest/AndroidManifest.xml', bytes: '' },
    ...signJar([], [{ identity: alice }]),
  ]);

  it('is signed by whoever uploads it, and has no id by which Exodus would know the app', async () => {
    const { signers, signing, exodusId } = await told('aab', { '': bundle });
    expect(signers.map(({ subject }) => subject)).toEqual(['CN=Alice']);
    expect(signing?.schemes).toEqual(['v1']);
    expect(exodusId).toBeNull();
  });
});

it.each(['aar', 'jar', 'dex', 'class-list'] as const)('a file of kind %s is not signed by nature', async (kind) => {
  expect(await told(kind, { '': byAlice })).toMatchObject({ signers: [], signing: null, exodusId: null, codes: [] });
});
