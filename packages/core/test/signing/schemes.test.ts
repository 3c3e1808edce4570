/** Signers of every scheme, alone and together, in apps that are built here. */
import {
  type BlockPair,
  blockIds,
  buildSigningBlock,
  buildZip,
  ecIdentity,
  placesOf,
  signApk,
  signJar,
  withSigningBlock,
} from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';
import { read } from './read.js';

const alice = ecIdentity('Alice');
const bob = ecIdentity('Bob');
const carol = ecIdentity('Carol');
const files = [{ name: 'classes.dex', bytes: 'code' }];
const unsigned = buildZip(files);

/** An app with v1 signatures. */
const jar = (...signers: Parameters<typeof signJar>[1]) => buildZip([...files, ...signJar(files, signers)]);

/** Who signs what: each signer's name, and its schemes with their API levels. */
async function whoSigns(apk: Uint8Array) {
  const { signing, codes } = await read(apk);
  expect(codes).toEqual([]);
  return signing.signers.map(({ subject, signatures }) => [
    subject,
    ...signatures.map(({ scheme, minSdk, maxSdk }) =>
      minSdk === null ? scheme : `${scheme} ${minSdk}-${maxSdk ?? ''}`,
    ),
  ]);
}

describe('an app without signatures', () => {
  it('has no signers', async () => {
    const { signing, codes } = await read(unsigned);
    expect(signing).toEqual({ schemes: [], signers: [], stamp: null, signatureFiles: [], block: null });
    expect(codes).toEqual([]);
  });

  it('may have a signing block all the same', async () => {
    const { signing } = await read(
      withSigningBlock(unsigned, buildSigningBlock([[blockIds.padding, new Uint8Array(8)]])),
    );
    expect(signing.signers).toEqual([]);
    expect(signing.block?.pairs).toEqual([{ id: '0x42726577', name: 'verity-padding', bytes: 8 }]);
  });
});

describe('scheme v1', () => {
  it('names the file, what it signs, and the algorithm', async () => {
    const { signing } = await read(jar({ identity: alice, name: 'ALICE' }));
    expect(signing.signers[0]!.signatures).toEqual([
      { scheme: 'v1', entry: 'META-INF/ALICE.EC', minSdk: null, maxSdk: null, algorithms: ['SHA256withECDSA'] },
    ]);
    const { sha256, sha1 } = signing.signers[0]!;
    expect(signing.signatureFiles).toEqual([
      { entry: 'META-INF/ALICE.EC', signs: 'META-INF/ALICE.SF', certificates: [{ sha256, sha1 }] },
    ]);
  });

  it.each(['RSA', 'DSA', 'EC', 'rsa', 'Ec'])('is found in a file that ends in .%s', async (extension) => {
    expect(await whoSigns(jar({ identity: alice, name: 'cert', extension }))).toEqual([['CN=Alice', 'v1']]);
  });

  it('is not found without its .SF file', async () => {
    const apk = buildZip(signJar(files, [{ identity: alice }]).filter(({ name }) => name !== 'META-INF/CERT.SF'));
    expect(await whoSigns(apk)).toEqual([]);
  });

  it('is not found outside META-INF', async () => {
    const apk = buildZip(
      signJar(files, [{ identity: alice }]).map((file) => ({ ...file, name: `assets/${String(file.name)}` })),
    );
    expect(await whoSigns(apk)).toEqual([]);
  });

  it('lists signers in the order of the files', async () => {
    const apk = jar({ identity: bob, name: 'A' }, { identity: alice, name: 'B' });
    expect(await whoSigns(apk)).toEqual([
      ['CN=Bob', 'v1'],
      ['CN=Alice', 'v1'],
    ]);
  });

  it('tells the signer from other certificates in the file, and follows its chain', async () => {
    const subject = (name: string) => [['CN', name]] as const;
    const root = ecIdentity('Root', { subject: subject('Root'), serial: 1 });
    const middle = ecIdentity('Middle', { subject: subject('Middle'), issuer: subject('Root'), serial: 2 });
    const leaf = ecIdentity('Leaf', { subject: subject('Leaf'), issuer: subject('Middle'), serial: 3 });
    const certificates = [alice, root, leaf, middle].map(({ certificate }) => certificate);
    const { signing } = await read(jar({ identity: leaf, certificates }));
    expect(signing.signers.map((one) => [one.subject, ...one.chain.map((issuer) => issuer.subject)])).toEqual([
      ['CN=Leaf', 'CN=Middle', 'CN=Root'],
    ]);
    expect(signing.signatureFiles[0]!.certificates).toHaveLength(4);
  });

  it('takes two certificates of one issuer apart by their serial numbers', async () => {
    const [first, second] = [1, 2].map((serial) => ecIdentity(`Key ${serial}`, { subject: [['CN', 'Same']], serial }));
    const certificates = [first!.certificate, second!.certificate];
    const { signing } = await read(jar({ identity: second!, certificates }));
    expect(signing.signers.map(({ serial }) => serial)).toEqual(['2']);
  });
});

describe('the signing block', () => {
  it('has several signers in v2', async () => {
    expect(await whoSigns(signApk(unsigned, { v2: [{ identity: alice }, { identity: bob }] }))).toEqual([
      ['CN=Alice', 'v2'],
      ['CN=Bob', 'v2'],
    ]);
  });

  it('has API levels from v3 on; the largest stands for no end', async () => {
    const apk = signApk(unsigned, {
      v3: [{ identity: alice, minSdk: 28, maxSdk: 32 }],
      v31: [{ identity: bob, minSdk: 33 }],
    });
    expect(await whoSigns(apk)).toEqual([
      ['CN=Bob', 'v3.1 33-'],
      ['CN=Alice', 'v3 28-32'],
    ]);
  });

  it('has two signers for the same levels in v3.2, one of them with a key that computers of the future may not break', async () => {
    const hybrid = [alice, bob].map((identity) => ({ identity, minSdk: 37 }));
    expect(await whoSigns(signApk(unsigned, { v3: [{ identity: alice }], v32: hybrid }))).toEqual([
      ['CN=Alice', 'v3 24-', 'v3.2 37-'],
      ['CN=Bob', 'v3.2 37-'],
    ]);
  });

  it('may hold certificates besides, which make the chain', async () => {
    const certificates = [alice, carol].map(({ certificate }) => certificate);
    const { signing } = await read(signApk(unsigned, { v2: [{ identity: alice, certificates }] }));
    expect(signing.signers.map((one) => [one.subject, ...one.chain.map(({ subject }) => subject)])).toEqual([
      ['CN=Alice', 'CN=Carol'],
    ]);
  });

  it('names algorithms, those that are not known by their number', async () => {
    const signers = [0x0201, 0x0501].map((algorithm) => ({ identity: alice, algorithm }));
    const { signing } = await read(signApk(unsigned, { v2: signers }));
    expect(signing.signers[0]!.signatures.map(({ algorithms }) => algorithms)).toEqual([
      ['SHA256withECDSA'],
      ['0x0501'],
    ]);
  });

  it('is listed pair by pair, with the names of those that are known', async () => {
    const pairs: BlockPair[] = [
      [blockIds.dependencies, new Uint8Array(100)],
      [0x12345678, new Uint8Array(3)],
      [0x71777777, new TextEncoder().encode('{"channel":"market"}')],
    ];
    const apk = signApk(unsigned, { v2: [{ identity: alice, signature: new Uint8Array(64) }], pairs });
    const { signing } = await read(apk);
    expect(signing.block).toEqual({
      offset: placesOf(unsigned).directory,
      bytes: apk.length - unsigned.length,
      pairs: [
        { id: '0x7109871a', name: 'v2', bytes: expect.any(Number) },
        { id: '0x504b4453', name: 'dependency-info', bytes: 100 },
        { id: '0x12345678', name: null, bytes: 3 },
        { id: '0x71777777', name: 'walle-channel', bytes: 20 },
      ],
    });
  });

  it('is found in an archive with bytes before it', async () => {
    const block = buildSigningBlock([[0x12345678, new Uint8Array(3)]]);
    const prefix = new Uint8Array(1000);
    for (const offsetsCountPrefix of [true, false]) {
      const { signing } = await read(buildZip(files, { prefix, offsetsCountPrefix, beforeDirectory: block }));
      expect(signing.block?.pairs).toEqual([{ id: '0x12345678', name: null, bytes: 3 }]);
    }
  });
});

describe('one certificate in several schemes', () => {
  it('is one signer', async () => {
    const apk = signApk(jar({ identity: alice }), { v2: [{ identity: alice }], v3: [{ identity: alice, minSdk: 28 }] });
    expect(await whoSigns(apk)).toEqual([['CN=Alice', 'v1', 'v2', 'v3 28-']]);
    expect((await read(apk)).signing.schemes).toEqual(['v1', 'v2', 'v3']);
  });

  it('is another signer than a certificate of the same name', async () => {
    const impostor = ecIdentity('Impostor', { subject: [['CN', 'Alice']] });
    const apk = signApk(jar({ identity: impostor }), { v2: [{ identity: alice }] });
    expect(await whoSigns(apk)).toEqual([
      ['CN=Alice', 'v2'],
      ['CN=Alice', 'v1'],
    ]);
  });
});
