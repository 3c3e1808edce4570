/** The published JSON Schema says what the types say: same vocabularies, sample reports valid, changed ones not. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { codes } from '../src/errors.js';
import {
  type CertificateFacts,
  type CheckResult,
  confidences,
  type InputKind,
  type LeftOutKind,
  type Match,
  type MatchMode,
  type Protection,
  type ScanReport,
  type SplitKind,
  verdicts,
} from '../src/report.js';
import { lineageCapabilities, signatureSchemes } from '../src/signing/signing.js';

const schema = JSON.parse(readFileSync(new URL('../schema/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile<ScanReport>(schema);

/** Vocabularies that exist only as types; the compiler finds a word that is missing here. */
const matchModes: Record<MatchMode, true> = { default: true, exodus: true };
const inputKinds: Record<InputKind, true> = {
  apk: true,
  'split-set': true,
  aab: true,
  aar: true,
  jar: true,
  dex: true,
  'class-list': true,
};
const matchKinds: Record<Match['kind'], true> = {
  defined: true,
  referenced: true,
  component: true,
  'meta-data': true,
  host: true,
};
const protections: Record<Protection, true> = {
  normal: true,
  dangerous: true,
  signature: true,
  internal: true,
  unknown: true,
};
const splitKinds: Record<SplitKind, true> = { base: true, feature: true, config: true };
const leftOutKinds: Record<LeftOutKind, true> = { 'expansion-file': true, variant: true, file: true };

const checkResults: Record<CheckResult, true> = { valid: true, invalid: true, 'not-checked': true };

const certificate: CertificateFacts = {
  sha256: '12'.repeat(32),
  sha1: '34'.repeat(20),
  subject: 'CN=Example',
  issuer: 'CN=Example',
  serial: '1f',
  notBefore: '2020-01-01T00:00:00Z',
  notAfter: '2050-01-01T00:00:00Z',
  publicKey: { algorithm: 'EC', bits: 256, curve: 'P-256' },
  signatureAlgorithm: 'SHA256withECDSA',
};
const lineage = [{ certificate, capabilities: [...lineageCapabilities] }];

const report: ScanReport = {
  schemaVersion: '1.0',
  tool: { name: 'trackerscope', version: '0.1.0' },
  ruleset: { name: 'rules', version: '1', sha256: 'ab'.repeat(32), trackers: 1 },
  matchMode: 'default',
  input: { name: 'app.apk', kind: 'apk', bytes: 1, sha256: 'cd'.repeat(32) },
  app: {
    package: 'org.example',
    label: null,
    versionName: '1',
    versionCode: '1',
    minSdk: '21',
    targetSdk: null,
    permissions: [{ name: 'android.permission.CAMERA', protection: 'dangerous' }],
    exodusId: 'F7'.repeat(20),
    signers: [
      {
        ...certificate,
        debug: false,
        signatures: [
          { scheme: 'v1', entry: 'META-INF/CERT.RSA', minSdk: null, maxSdk: null, algorithms: ['SHA256withRSA'] },
          { scheme: 'v3', entry: null, minSdk: 28, maxSdk: 32, algorithms: ['SHA256withRSA'] },
        ],
        chain: [certificate],
        lineage,
      },
    ],
    signing: {
      schemes: ['v1', 'v3'],
      stamp: { version: 2, certificate, time: '2024-01-31T12:00:00Z', lineage, expected: true },
      block: { offset: 4096, bytes: 4096, pairs: [{ id: '0xf05368c0', name: 'v3', bytes: 1024 }] },
      checks: [
        {
          apk: 'base.apk',
          scheme: 'v3',
          signer: certificate.sha256,
          entry: null,
          signature: 'valid',
          digests: 'not-checked',
          lineage: 'invalid',
          reasons: ['The proof of rotation is damaged.'],
        },
      ],
    },
    splits: [{ name: 'config.en', kind: 'config', path: 'splits/base-en.apk' }],
  },
  findings: [
    {
      tracker: {
        id: 'vendor',
        exodusId: 1,
        name: 'Vendor',
        categories: { exodus: ['Analytics'], trackerscope: ['analytics'] },
        website: null,
        owner: null,
      },
      verdict: 'embedded',
      confidence: 'high',
      firstParty: false,
      relocated: false,
      ignored: null,
      classes: { count: 1, packages: [{ name: 'com.vendor', count: 1 }] },
      hosts: ['vendor.com'],
      versions: [{ value: '1.2.3', where: { entry: 'META-INF/com.vendor_sdk.version', offset: 0 } }],
      matches: [
        {
          signature: 'com.vendor.',
          kind: 'defined',
          value: 'com/vendor/Client',
          where: [{ entry: 'classes.dex', offset: 112 }, { entry: 'classes2.dex' }],
        },
      ],
    },
  ],
  companies: [{ name: 'Vendor', hosts: ['shared.example'], candidates: ['vendor'] }],
  coverage: {
    depth: 'all',
    classFiles: 1,
    classesDefined: 1,
    classesReferenced: 0,
    strings: 3,
    dexFiles: 1,
    entriesRead: 1,
    entriesSkipped: 0,
    leftOut: [{ path: 'main.1.org.example.obb', bytes: 7, kind: 'expansion-file' }],
    limitsHit: ['limit/nesting'],
  },
  obfuscation: { score: null },
  diagnostics: [{ code: 'dex/checksum', where: [{ entry: 'classes.dex', offset: 8 }], message: 'It differs.' }],
};

describe('report.schema.json', () => {
  it('closes each vocabulary with the words that the code knows', () => {
    const words = (name: string) => schema.$defs[name].enum;
    expect(words('verdict')).toEqual(verdicts);
    expect(words('confidence')).toEqual(confidences);
    expect(words('protection')).toEqual(Object.keys(protections));
    expect(words('inputKind')).toEqual(Object.keys(inputKinds));
    expect(words('matchKind')).toEqual(Object.keys(matchKinds));
    expect(words('signatureScheme')).toEqual(signatureSchemes);
    expect(words('lineageCapability')).toEqual(lineageCapabilities);
    expect(words('checkResult')).toEqual(Object.keys(checkResults));
    expect(words('splitKind')).toEqual(Object.keys(splitKinds));
    expect(words('leftOutKind')).toEqual(Object.keys(leftOutKinds));
    expect(schema.$defs.report.properties.matchMode.enum).toEqual(Object.keys(matchModes));
    expect(words('code')).toEqual(Object.keys(codes));
    expect(words('limitCode')).toEqual(Object.keys(codes).filter((code) => code.startsWith('limit/')));
  });

  it('accepts a report that uses every field', () => {
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
  });

  it('rejects a report from which any one field was taken, but for the optional offset', () => {
    const accepted = fieldPaths(report).filter((path) => validate(changed(path, undefined)));
    expect(new Set(accepted.map((path) => path.at(-1)))).toEqual(new Set(['offset']));
  });

  it('rejects a field that it does not know in any object', () => {
    const objects = [[], ...fieldPaths(report).filter((path) => isObject(valueAt(path)))];
    expect(objects.filter((path) => validate(changed([...path, 'surprise'], 1)))).toEqual([]);
  });

  it.each([
    ['a word outside its vocabulary', ['findings', '0', 'verdict'], 'present'],
    ['a code outside the table', ['diagnostics', '0', 'code'], 'dex/odd'],
    ['a limit that is no limit', ['coverage', 'limitsHit', '0'], 'dex/checksum'],
    ['a number where text belongs', ['app', 'versionCode'], 45],
    ['a negative count', ['coverage', 'strings'], -1],
    ['half a byte offset', ['diagnostics', '0', 'where', '0', 'offset'], 0.5],
    ['a signer that signs nothing', ['app', 'signers', '0', 'signatures'], []],
    ['a hash in capitals', ['input', 'sha256'], 'AB'.repeat(32)],
    ['a score above one', ['obfuscation', 'score'], 1.1],
    ['another schema version', ['schemaVersion'], '2.0'],
  ])('rejects %s', (_what, path, value) => {
    expect(validate(changed(path, value))).toBe(false);
  });
});

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paths of all object fields at any depth; array items have their index as a step. */
function fieldPaths(value: unknown, at: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...at, key];
    return Array.isArray(value) && !isObject(inner) ? [] : [path, ...fieldPaths(inner, path)];
  });
}

function valueAt(path: readonly string[]): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], report);
}

/** The report with one value replaced, or taken out when undefined. */
function changed(path: readonly string[], value: unknown): unknown {
  const copy = structuredClone(report) as unknown;
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], copy);
  const fields = parent as Record<string, unknown>;
  if (value === undefined) delete fields[path.at(-1)!];
  else fields[path.at(-1)!] = value;
  return copy;
}
