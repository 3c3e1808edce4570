/** The JSON format: one report as an object, several as an array, keys always in the same order. */
import type { ScanReport } from '@trackerscope/core';
import { plainJson } from './plain-text.js';
import type { Reporter } from './reporter.js';

/** Every field name that occurs anywhere in a value of type T. */
type FieldOf<T> = T extends readonly (infer Item)[]
  ? FieldOf<Item>
  : T extends object
    ? { [Key in keyof T]: Key | FieldOf<T[Key]> }[keyof T]
    : never;

/** The order of fields in the output; the compiler finds a field of ScanReport that is missing here. */
const fields: Readonly<Record<Extract<FieldOf<ScanReport>, string>, true>> = {
  schemaVersion: true,
  package: true,
  label: true,
  versionName: true,
  versionCode: true,
  apk: true,
  scheme: true,
  signer: true,
  code: true,
  entry: true,
  offset: true,
  minSdk: true,
  maxSdk: true,
  targetSdk: true,
  permissions: true,
  splits: true,
  id: true,
  exodusId: true,
  signature: true,
  digests: true,
  name: true,
  protection: true,
  version: true,
  kind: true,
  path: true,
  value: true,
  bytes: true,
  sha256: true,
  sha1: true,
  subject: true,
  issuer: true,
  serial: true,
  notBefore: true,
  notAfter: true,
  publicKey: true,
  signatureAlgorithm: true,
  algorithm: true,
  bits: true,
  curve: true,
  algorithms: true,
  debug: true,
  time: true,
  expected: true,
  certificate: true,
  capabilities: true,
  signatures: true,
  chain: true,
  lineage: true,
  reasons: true,
  pairs: true,
  signers: true,
  schemes: true,
  stamp: true,
  block: true,
  checks: true,
  signing: true,
  trackers: true,
  tool: true,
  ruleset: true,
  matchMode: true,
  input: true,
  app: true,
  tracker: true,
  categories: true,
  exodus: true,
  trackerscope: true,
  website: true,
  owner: true,
  verdict: true,
  confidence: true,
  firstParty: true,
  relocated: true,
  ignored: true,
  count: true,
  packages: true,
  classes: true,
  hosts: true,
  versions: true,
  candidates: true,
  matches: true,
  findings: true,
  companies: true,
  coverage: true,
  depth: true,
  classesDefined: true,
  classesReferenced: true,
  strings: true,
  dexFiles: true,
  classFiles: true,
  entriesRead: true,
  entriesSkipped: true,
  leftOut: true,
  limitsHit: true,
  obfuscation: true,
  score: true,
  where: true,
  message: true,
  diagnostics: true,
};
const place = new Map(Object.keys(fields).map((name, index) => [name, index]));

export const json: Reporter = {
  id: 'json',
  describe: 'the whole report for programs',
  render(reports, { several }) {
    const value = reports.length === 1 && !several ? reports[0] : reports;
    return `${plainJson(JSON.stringify(value, inOrder, 2))}\n`;
  },
};

/** Rebuilds each object with its known fields in order and unknown ones after them, in code units. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const rank = (name: string) => place.get(name) ?? place.size;
  const entries = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
