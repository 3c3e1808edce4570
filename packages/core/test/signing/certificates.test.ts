/** What certificates say: names, times, numbers and keys, compared with what Java and Node say of the same. */
import { X509Certificate } from 'node:crypto';
import {
  buildCertificate,
  buildZip,
  type CertificateSpec,
  concatBytes,
  der,
  derBits,
  derInteger,
  derNull,
  derOid,
  derSequence,
  derSet,
  derUtf8,
  ecIdentity,
  newIdentity,
  signApk,
} from '@trackerscope/testkit';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { describeCertificate, parseCertificate } from '../../src/signing/certificate.js';
import { asPrinted, hasApksigner, openWorkbench, printed } from './apksigner.js';

const key = new Uint8Array(
  new X509Certificate(ecIdentity('key').certificate).publicKey.export({ format: 'der', type: 'spki' }),
);
const hashes = { sha256: '', sha1: '' };

/** What is read of a certificate that says this. */
const described = (spec: CertificateSpec) => describeCertificate(parseCertificate(buildCertificate(key, spec)), hashes);

/** A subject with one value in a string of the given type. */
const inString = (tag: number, ...bytes: readonly number[]) =>
  described({ subject: [['CN', der(tag, Uint8Array.from(bytes))]] }).subject;

describe('a name', () => {
  const subjects: readonly (readonly [string, NonNullable<CertificateSpec['subject']>, string])[] = [
    [
      'has its last attribute first',
      [
        ['C', 'US'],
        ['O', 'Example'],
        ['CN', 'App'],
      ],
      'CN=App, O=Example, C=US',
    ],
    ['quotes what has a comma', [['O', 'Example, Inc.']], 'O="Example, Inc."'],
    ['quotes what has a sign of the format', [['CN', 'a+b=c<d>#;e']], 'CN="a+b=c<d>#;e"'],
    ['escapes quotation marks and backslashes', [['CN', 'a "b" \\c']], 'CN="a \\"b\\" \\\\c"'],
    [
      'quotes blanks at the ends',
      [
        ['CN', ' a'],
        ['CN', 'b '],
      ],
      'CN="b ", CN=" a"',
    ],
    [
      'quotes blanks in a row',
      [
        ['CN', 'a  b'],
        ['CN', 'a b'],
      ],
      'CN=a b, CN="a  b"',
    ],
    ['keeps quotation marks around all of it', [['CN', '"a"']], 'CN="a"'],
    ['keeps other letters', [['CN', 'Ärger 日本 🙂']], 'CN=Ärger 日本 🙂'],
    ['writes the number of an attribute that has no keyword', [['1.2.3.4', 'x']], 'OID.1.2.3.4=x'],
    ['writes in hexadecimal what is no text', [['CN', derInteger(258)]], 'CN=#02020102'],
    [
      'has keywords for what people use',
      [
        ['2.5.4.5', '7'],
        ['2.5.4.9', 'Street'],
        ['2.5.4.12', 'Title'],
        ['2.5.4.4', 'Sur'],
        ['2.5.4.42', 'Given'],
        ['1.2.840.113549.1.9.1', 'a@example.org'],
        ['0.9.2342.19200300.100.1.25', 'org'],
        ['0.9.2342.19200300.100.1.1', 'id'],
      ],
      'UID=id, DC=org, EMAILADDRESS=a@example.org, GIVENNAME=Given, SURNAME=Sur, T=Title, STREET=Street, SERIALNUMBER=7',
    ],
    ['may be empty', [], ''],
  ];

  it.each(subjects)('%s', (_, subject, text) => {
    expect(described({ subject }).subject).toBe(text);
  });

  it('joins attributes of one part with a plus sign', () => {
    const attribute = (oid: string, value: string) => derSequence(derOid(oid), derUtf8(value));
    const name = derSequence(derSet(attribute('2.5.4.3', 'a'), attribute('2.5.4.10', 'b')));
    const certificate = derSequence(
      derSequence(derInteger(1), derSequence(), name, derSequence(), name, key),
      derSequence(),
      derBits(new Uint8Array()),
    );
    expect(describeCertificate(parseCertificate(certificate), hashes).subject).toBe('CN=a + O=b');
  });

  it.each([
    ['PrintableString', inString(0x13, 0x61), 'CN=a'],
    ['IA5String', inString(0x16, 0x61), 'CN=a'],
    ['TeletexString, as Latin-1', inString(0x14, 0xe9), 'CN=é'],
    ['BMPString', inString(0x1e, 0x65, 0xe5), 'CN=日'],
    ['UniversalString', inString(0x1c, 0, 1, 0xf6, 0x42), 'CN=🙂'],
    ['UTF8String that is not UTF-8', inString(0x0c, 0xe9), 'CN=é'],
  ])('may be a %s', (_, found, expected) => {
    expect(found).toBe(expected);
  });

  // Without the tool there is nothing to compare with: `apt install apksigner`, or the Android SDK's build tools.
  describe.skipIf(!hasApksigner)('as apksigner prints it (skipped where apksigner is missing)', () => {
    const bench = openWorkbench();
    afterAll(bench.close);

    it('is the same', () => {
      // apksigner reads ten signers of one app at most.
      for (const some of [subjects.slice(0, 6), subjects.slice(6, -1)]) {
        const signers = some.map(([name, subject]) => ({ identity: ecIdentity(name, { subject }) }));
        const manifest = { name: 'AndroidManifest.xml', bytes: new Uint8Array() };
        const apk = bench.put('names.apk', signApk(buildZip([manifest]), { v2: signers }));
        expect(printed(apk).signers.map(({ subject }) => subject)).toEqual(some.map(([, , text]) => text));
      }
    });
  });
});

describe('a certificate', () => {
  it('says the same as Node says of it', () => {
    const { certificate } = newIdentity({ rsa: 2048 }, { serial: 0x1234abcdefn, notAfter: '2051-02-03T04:05:06Z' });
    const { serial, notBefore, notAfter, publicKey, signatureAlgorithm } = describeCertificate(
      parseCertificate(certificate),
      hashes,
    );
    const node = new X509Certificate(certificate);
    expect(serial).toBe(node.serialNumber.toLowerCase().replace(/^0+/, ''));
    expect(Date.parse(notBefore!)).toBe(Date.parse(node.validFrom));
    expect(Date.parse(notAfter!)).toBe(Date.parse(node.validTo));
    expect(publicKey).toEqual({
      algorithm: 'RSA',
      bits: node.publicKey.asymmetricKeyDetails!.modulusLength,
      curve: null,
    });
    expect(signatureAlgorithm).toBe('SHA256withRSA');
  });

  it('may have a serial number of any size and sign', () => {
    const numbers = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n });
    fc.assert(
      fc.property(numbers, (serial) => {
        expect(described({ serial }).serial).toBe(serial.toString(16));
      }),
    );
  });
});

describe('a time', () => {
  const time = (tag: number, text: string) => {
    const value = der(tag, new TextEncoder().encode(text));
    const name = derSequence();
    const signed = derSequence(derInteger(1), derSequence(), name, derSequence(value, value), name, key);
    const certificate = derSequence(signed, derSequence(), derBits(new Uint8Array()));
    return describeCertificate(parseCertificate(certificate), hashes).notBefore;
  };
  const [utc, generalized] = [0x17, 0x18];

  it.each([
    [utc, '080229013346Z', '2008-02-29T01:33:46Z'],
    [utc, '491231235959Z', '2049-12-31T23:59:59Z'],
    [utc, '500101000000Z', '1950-01-01T00:00:00Z'],
    [utc, '0802290133Z', '2008-02-29T01:33:00Z'],
    [utc, '080101003000+0100', '2007-12-31T23:30:00Z'],
    [generalized, '99991231235959Z', '9999-12-31T23:59:59Z'],
    [generalized, '00500101000000Z', '0050-01-01T00:00:00Z'],
    [generalized, '20200101000000.5Z', '2020-01-01T00:00:00Z'],
    [utc, 'not a time', null],
    [utc, '081301000000Z', null],
    [utc, '20200101000000Z', null],
    [generalized, '200101000000Z', null],
    [0x0c, '200101000000Z', null],
    [utc, '', null],
    [utc, '9'.repeat(1000), null],
  ])('of type %i, %j, is %j', (tag, text, expected) => {
    expect(time(tag, text)).toBe(expected);
  });
});

describe('a key', () => {
  const keyOf = (info: Uint8Array) => describeCertificate(parseCertificate(buildCertificate(info)), hashes).publicKey;
  const of = (kind: Parameters<typeof newIdentity>[0]) =>
    describeCertificate(parseCertificate(newIdentity(kind, {}).certificate), hashes).publicKey;

  it.each([
    [{ rsa: 1024 }, { algorithm: 'RSA', bits: 1024, curve: null }],
    [{ rsa: 3072 }, { algorithm: 'RSA', bits: 3072, curve: null }],
    [{ dsa: 1024 }, { algorithm: 'DSA', bits: 1024, curve: null }],
    [{ curve: 'P-256' }, { algorithm: 'EC', bits: 256, curve: 'P-256' }],
    [{ curve: 'P-521' }, { algorithm: 'EC', bits: 521, curve: 'P-521' }],
    [{ curve: 'secp256k1' }, { algorithm: 'EC', bits: 256, curve: 'secp256k1' }],
    [{ curve: 'brainpoolP320r1' }, { algorithm: 'EC', bits: 320, curve: '1.3.36.3.3.2.8.1.1.9' }],
  ])('of %o is %o', (kind, expected) => {
    expect(of(kind)).toEqual(expected);
  });

  it('of a kind without a name here is known by its number', () => {
    const info = derSequence(derSequence(derOid('1.2.3.4')), derBits(new Uint8Array(10)));
    expect(keyOf(info)).toEqual({ algorithm: '1.2.3.4', bits: null, curve: null });
  });

  it('that is damaged has no size, or is none', () => {
    const rsa = derSequence(derOid('1.2.840.113549.1.1.1'), derNull());
    expect(keyOf(derSequence(rsa, derBits(concatBytes([key, key]))))).toEqual({
      algorithm: 'RSA',
      bits: null,
      curve: null,
    });
    expect(keyOf(derSequence(rsa))).toBeNull();
    expect(keyOf(derSequence())).toBeNull();
  });
});

it('what apksigner prints of a certificate is part of what is read', () => {
  expect(asPrinted({ ...described({}), ...hashes })).toEqual({
    subject: 'CN=Test',
    ...hashes,
    algorithm: 'EC',
    bits: 256,
  });
});
