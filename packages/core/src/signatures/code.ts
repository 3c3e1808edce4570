/** Signature kind `code`: package and class prefixes over classes, components of the manifest, and names of libraries. */
import type { ClassTable, Sink } from '../extractors/sink.js';
import type { Location, ObservationKind } from '../observation.js';
import { signatureNameOf } from '../versions/signature-name.js';
import { type ByteTrie, buildByteTrie, nextNode, valuesAt } from './byte-trie.js';
import { type CodePattern, howAt, isSeparator, parseCodePattern, tailAllows } from './code-pattern.js';
import type { CodeSignature, Ruleset, TrackerRule } from './rule.js';
import type { Hit, OnHit, SignatureKind } from './signature-kind.js';

/** The patterns by their texts; exceptions are patterns, too. */
interface CodeTables extends ByteTrie {
  readonly [table: string]: Uint8Array | Uint32Array;
  /** For each pattern three numbers: its tracker, the signature there, and the exception there, counted from 1, or 0. */
  readonly patterns: Uint32Array;
}

export const code: SignatureKind<CodeTables> = { id: 'code', compile, open };

function compile(trackers: readonly TrackerRule[]): CodeTables {
  const encoder = new TextEncoder();
  const texts: Uint8Array[] = [];
  const patterns: number[] = [];
  for (const [tracker, rule] of trackers.entries()) {
    for (const [index, { pattern, except = [] }] of rule.signatures.code.entries()) {
      if (pattern === null) continue;
      for (const [i, text] of [pattern, ...except].entries()) {
        texts.push(encoder.encode(parseCodePattern(text).text));
        patterns.push(tracker, index, i);
      }
    }
  }
  return { ...buildByteTrie(texts), patterns: Uint32Array.from(patterns) };
}

/** A pattern of the trie: a signature of a tracker, or an exception of one. */
interface Compiled {
  readonly pattern: CodePattern;
  readonly tracker: number;
  readonly signature: CodeSignature;
  /** The signature that this pattern takes matches away from, or null when it is a signature itself. */
  readonly exceptionOf: CodeSignature | null;
}

/** The tables with what is derived from them. */
interface Code {
  readonly tables: CodeTables;
  /** 1 for each pair of bytes with which some pattern begins. */
  readonly beginnings: Uint8Array;
  /** The pattern of a number; read when it is first needed. */
  compiled(index: number): Compiled;
}

function open(
  tables: CodeTables,
  rules: Pick<Ruleset, 'trackers'>,
): (onHit: OnHit) => Pick<Sink, 'classes' | 'manifest' | 'version'> {
  const known: Compiled[] = [];
  const compiled = (index: number): Compiled => {
    known[index] ??= readPattern(tables.patterns.subarray(index * 3), rules.trackers);
    return known[index];
  };
  const opened: Code = { tables, beginnings: beginningsOf(tables), compiled };
  return (onHit) => codeSink(opened, onHit);
}

function readPattern([tracker, index, except]: Uint32Array, trackers: readonly TrackerRule[]): Compiled {
  const signature = trackers[tracker!]!.signatures.code[index!]!;
  const text = except === 0 ? signature.pattern! : signature.except![except! - 1]!;
  return {
    pattern: parseCodePattern(text),
    tracker: tracker!,
    signature,
    exceptionOf: except === 0 ? null : signature,
  };
}

function beginningsOf({ firstChild, labels, firstValue }: ByteTrie): Uint8Array {
  const pairs = new Uint8Array(65_536);
  for (let first = firstChild[0]!; first < firstChild[1]!; first++) {
    // A pattern of one byte may have any byte behind it.
    if (firstValue[first] !== firstValue[first + 1]) pairs.fill(1, labels[first]! << 8, (labels[first]! + 1) << 8);
    for (let second = firstChild[first]!; second < firstChild[first + 1]!; second++) {
      pairs[(labels[first]! << 8) | labels[second]!] = 1;
    }
  }
  return pairs;
}

/**
 * Whether the text of some pattern stands at the beginning of some segment of the name in `bytes[start, end)`: the question
 * asked about every name, which nearly always is answered with no.
 */
function mayMatch(
  firstChild: Uint32Array,
  labels: Uint8Array,
  firstValue: Uint32Array,
  beginnings: Uint8Array,
  bytes: Uint8Array,
  start: number,
  end: number,
): boolean {
  let segment = start;
  while (segment < end) {
    const second = segment + 1 < end ? bytes[segment + 1]! : 0;
    if (beginnings[(bytes[segment]! << 8) | second] === 1) {
      let node = 0;
      for (let at = segment; at < end; at++) {
        node = nextNode(firstChild, labels, node, bytes[at]!);
        if (node === -1) break;
        if (firstValue[node] !== firstValue[node + 1]) return true;
      }
    }
    let byte = bytes[segment++]!;
    while (byte !== 0x2f && byte !== 0x24 && segment < end) byte = bytes[segment++]!;
  }
  return false;
}

/** A signature that matched a name, and whether the name is a relocated copy. */
interface NameMatch {
  readonly compiled: Compiled;
  readonly relocated: boolean;
}

/** All signatures that match the class name in `bytes[start, end)`; exact matches hide relocated ones of the same signature. */
function matchName(code: Code, bytes: Uint8Array, start: number, end: number): Iterable<NameMatch> {
  const best = new Map<CodeSignature, NameMatch>();
  for (let segment = start; segment < end; segment = segmentAfter(bytes, segment, end)) {
    const candidates = candidatesAt(code, bytes, segment, end);
    const excepted = new Set(candidates.map(({ exceptionOf }) => exceptionOf));
    for (const compiled of candidates) {
      if (compiled.exceptionOf || excepted.has(compiled.signature)) continue;
      const how = howAt(compiled.pattern, segment - start, bytes[segment - 1] ?? 0);
      if (how === 'exact' || (how === 'relocated' && !best.has(compiled.signature))) {
        best.set(compiled.signature, { compiled, relocated: how === 'relocated' });
      }
    }
  }
  return best.values();
}

/** The patterns, exceptions included, whose text and tail fit at `segment`. */
function candidatesAt(
  { tables, compiled }: Code,
  bytes: Uint8Array,
  segment: number,
  end: number,
): readonly Compiled[] {
  const found: Compiled[] = [];
  let node = 0;
  for (let at = segment; at < end; ) {
    node = nextNode(tables.firstChild, tables.labels, node, bytes[at++]!);
    if (node === -1) break;
    for (const index of valuesAt(tables, node)) {
      const candidate = compiled(index);
      if (tailAllows(candidate.pattern.tail, at < end ? bytes[at]! : -1)) found.push(candidate);
    }
  }
  return found;
}

function segmentAfter(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) if (isSeparator(bytes[at]!)) return at + 1;
  return end;
}

function codeSink(code: Code, onHit: OnHit): Pick<Sink, 'classes' | 'manifest' | 'version'> {
  const encoder = new TextEncoder();
  return {
    classes(table, entry) {
      const { bytes, defined, starts, ends, offsets } = table;
      for (let i = nextCandidate(code, table, 0); i !== -1; i = nextCandidate(code, table, i + 1)) {
        for (const match of matchName(code, bytes, starts[i]!, ends[i]!)) {
          onHit(hitOf(match, i < defined ? 'defined' : 'referenced', table.text(i), { entry, offset: offsets[i]! }));
        }
      }
    },
    manifest(manifest, entry) {
      for (const className of new Set(manifest.components.map((component) => component.className))) {
        const bytes = encoder.encode(className);
        for (const match of matchName(code, bytes, 0, bytes.length)) {
          onHit(hitOf(match, 'component', className, { entry }));
        }
      }
      for (const key of new Set(manifest.metaData.map(({ name }) => name))) {
        const bytes = encoder.encode(namedBy(key));
        for (const match of matchName(code, bytes, 0, bytes.length)) {
          // Nobody relocates keys: what stands behind another package is that package's own.
          if (!match.relocated) onHit(hitOf(match, 'meta-data', key, { entry }));
        }
      }
    },
    version({ library, version, where }) {
      const name = signatureNameOf(library);
      const bytes = encoder.encode(name ?? '');
      for (const match of matchName(code, bytes, 0, bytes.length)) {
        // A group that only ends like the tracker's package is somebody else's.
        if (!match.relocated) onHit(hitOf(match, 'version', version, where));
      }
    },
  };
}

/**
 * What a key of meta-data names, written as a class name: itself (`com.vendor.api_key`), or the class that Firebase and others put
 * behind a colon (`com.google.firebase.components:com.vendor.Registrar`).
 */
function namedBy(key: string): string {
  return key.slice(key.indexOf(':') + 1).replaceAll('.', '/');
}

/** The first name, from the `from`th on, that may match; -1 when there is none. */
function nextCandidate({ tables, beginnings }: Code, table: ClassTable, from: number): number {
  const { firstChild, labels, firstValue } = tables;
  const { bytes, count, starts, ends } = table;
  for (let i = from; i < count; i++) {
    if (mayMatch(firstChild, labels, firstValue, beginnings, bytes, starts[i]!, ends[i]!)) return i;
  }
  return -1;
}

function hitOf({ compiled, relocated }: NameMatch, kind: ObservationKind, value: string, where: Location): Hit {
  const { tracker, signature, pattern } = compiled;
  return {
    tracker,
    signature: signature.raw,
    observation: { kind, value, where },
    relocated,
    shared: false,
    short: pattern.segments <= 2,
  };
}
