/** Import of the public Exodus list of trackers: JSON text in, rules out, and what could not be read said tracker by tracker. */
import {
  type CodeSignature,
  compareCodeUnits,
  type NetworkSignature,
  parseCodePattern,
  readPublishedCode,
  readPublishedNetwork,
  ScanError,
  type TrackerRule,
} from '@trackerscope/core';
import * as v from 'valibot';
import { categoryOfExodus } from './categories.js';
import { readJson } from './json-document.js';
import { proveCode, proveNetwork } from './proofs.js';
import { whyUnreadable } from './published-code.js';
import { toRuleId } from './rule-id.js';
import { ruleSchema } from './rule-schema.js';
import { sortedSet } from './sorted-set.js';

export interface ImportExodusOptions {
  /** Date of the list, `YYYY-MM-DD`. Without it, the newest creation date in the list: the list is at least that new. */
  readonly date?: string;
}

/** Something of one tracker that was left out, and why. */
export interface ImportProblem {
  /** Id and name of the tracker as far as known. */
  readonly tracker: string;
  readonly message: string;
}

export interface ImportResult {
  /** Sorted by id. */
  readonly rules: TrackerRule[];
  readonly problems: ImportProblem[];
}

/**
 * Reads `{"trackers": {"1": {...}}}`, `{"trackers": [...]}` or a bare list. Of a tracker that is partly unreadable the rest is
 * kept; alternatives that would match everything, or use more of the regular-expression language than patterns have, are left
 * out and reported.
 * @throws ScanError `rules/bad-json` when the text is no JSON, `rules/bad-field` when there is no list of trackers in it
 */
export function importExodus(text: string, options: ImportExodusOptions = {}): ImportResult {
  const records = recordsOf(readJson(text, 'import').value);
  const date = options.date ?? newestDate(records);
  const rules: TrackerRule[] = [];
  const problems: ImportProblem[] = [];
  const taken = new Set<string>(['package']);
  for (const record of records) {
    const tracker = labelOf(record);
    const report = (message: string) => problems.push({ tracker, message });
    const rule = toRule(record, date, taken, report);
    if (rule) rules.push(rule);
  }
  rules.sort((a, b) => compareCodeUnits(a.id, b.id));
  return { rules, problems };
}

type Fields = Readonly<Record<string, unknown>>;

function recordsOf(value: unknown): Fields[] {
  const list = isObject(value) && Object.hasOwn(value, 'trackers') ? value['trackers'] : value;
  if (Array.isArray(list)) return list.map((member) => (isObject(member) ? member : {}));
  if (isObject(list)) return Object.entries(list).map(([id, member]) => ({ id, ...(isObject(member) ? member : {}) }));
  throw new ScanError('rules/bad-field', 'import: expected {"trackers": {…}} or a list of trackers, found neither');
}

function toRule(
  record: Fields,
  date: string,
  taken: Set<string>,
  report: (message: string) => void,
): TrackerRule | null {
  const read = readerOf(record, report);
  const exodusId = numberOf(record['id']);
  const name = read('name');
  if (name === null) {
    report('has no name; left out');
    return null;
  }
  const code =
    read('code_signature')
      ?.split('|')
      .filter((raw) => isReadableCode(raw, report)) ?? [];
  const network = read('network_signature');
  const { exodus, trackerscope } = categoriesOf(record['categories'], report);
  const website = read('website');
  const firstListed = read('creation_date');
  const rule = {
    id: freeId(toRuleId(name) ?? `exodus-${exodusId}`, exodusId, taken),
    exodusId,
    name,
    aliases: [],
    website: website !== null && /^https?:\/\/\S+$/.test(website) ? website : null,
    categories: { exodus, trackerscope },
    owner: null,
    status: 'unknown',
    source: {
      name: 'Exodus Privacy',
      date,
      firstListed: firstListed !== null && isDate(firstListed) ? firstListed : null,
    },
    published: { code: code.length > 0 ? code.join('|') : null, network },
    signatures: {
      code: code.length > 0 ? readPublishedCode(code.join('|')).map(toCode) : [],
      network: network === null ? [] : readPublishedNetwork(network).map((reading) => toNetwork(reading, report)),
    },
    shared: [],
  };
  const checked = v.safeParse(ruleSchema, rule);
  if (checked.success) {
    taken.add(checked.output.id);
    return checked.output;
  }
  const { message, path } = checked.issues[0];
  report(`${path?.map((step) => String(step.key)).join('.') ?? 'tracker'}: expected ${message}; left out`);
  return null;
}

/** The number of a tracker, which is the key of its record in one of the two forms, and so text. */
function numberOf(id: unknown): number {
  return typeof id === 'number' || (typeof id === 'string' && id !== '') ? Number(id) : Number.NaN;
}

/** Reads a text member; anything else than text or nothing is reported. Empty means absent in Exodus's data. */
function readerOf(record: Fields, report: (message: string) => void): (field: string) => string | null {
  return (field) => {
    const value = Object.hasOwn(record, field) ? record[field] : undefined;
    if (typeof value === 'string') return value.trim() === '' ? null : value;
    if (value !== undefined && value !== null)
      report(`${field}: expected text, found ${Array.isArray(value) ? 'a list' : typeof value}`);
    return null;
  };
}

function isReadableCode(raw: string, report: (message: string) => void): boolean {
  const why = whyUnreadable(raw) ?? whyNoPattern(raw);
  if (why !== null) report(`code_signature: ${why}; left out`);
  return why === null;
}

function whyNoPattern(raw: string): string | null {
  try {
    for (const { pattern } of readPublishedCode(raw)) parseCodePattern(pattern);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function toCode({ raw, pattern }: { raw: string; pattern: string }): CodeSignature {
  return { raw, pattern, ...proveCode(pattern) };
}

function toNetwork(
  reading: ReturnType<typeof readPublishedNetwork>[number],
  report: (message: string) => void,
): NetworkSignature {
  const { raw } = reading;
  if ('refused' in reading) {
    report(`network_signature: alternative ${JSON.stringify(raw)}: ${reading.refused}; not matched`);
    return {
      raw,
      kind: 'host',
      pattern: null,
      reason: reading.refused,
      hits: [],
      misses: raw === '' ? ['example.org'] : [raw],
    };
  }
  return { raw, kind: reading.kind, pattern: reading.pattern, ...proveNetwork(reading.kind, reading.pattern) };
}

function categoriesOf(value: unknown, report: (message: string) => void): { exodus: string[]; trackerscope: string[] } {
  if (value !== undefined && value !== null && !Array.isArray(value))
    report(`categories: expected a list, found ${typeof value}`);
  const words: string[] = [];
  for (const word of Array.isArray(value) ? value : []) {
    if (typeof word === 'string' && categoryOfExodus(word) !== undefined) words.push(word);
    else report(`categories: ${JSON.stringify(word)?.slice(0, 60)} is none of the six that Exodus has; left out`);
  }
  const exodus = sortedSet(words);
  return { exodus, trackerscope: sortedSet(exodus.map((word) => categoryOfExodus(word)!)) };
}

function freeId(id: string, exodusId: number, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  let free = `${id}-${exodusId}`;
  for (let n = 2; taken.has(free); n++) free = `${id}-${exodusId}-${n}`;
  return free;
}

function newestDate(records: readonly Fields[]): string {
  const dates = records.map((record) => record['creation_date']).filter(isDate);
  return dates.sort(compareCodeUnits).at(-1) ?? '1970-01-01';
}

function labelOf(record: Fields): string {
  const show = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 80) : '?';
  return `${show(record['id'])} ${show(record['name'])}`;
}

function isDate(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
