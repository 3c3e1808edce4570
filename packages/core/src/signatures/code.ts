/** Signature kind `code`: package and class prefixes over defined and referenced classes and manifest components. */
import type { Sink } from '../extractors/sink.js';
import type { ObservationKind } from '../observation.js';
import { type ByteTrie, buildByteTrie } from './byte-trie.js';
import { type CodePattern, howAt, isSeparator, parseCodePattern, tailAllows } from './code-pattern.js';
import type { CodeSignature, TrackerRule } from './rule.js';
import type { OnHit, SignatureKind } from './signature-kind.js';

export const code: SignatureKind = {
  id: 'code',
  compile(trackers) {
    const table = compileCode(trackers);
    return (onHit) => codeSink(table, onHit);
  },
};

/** A pattern of the trie: a signature of a tracker, or an exception of one. */
interface Compiled {
  readonly pattern: CodePattern;
  readonly tracker: number;
  readonly signature: CodeSignature;
  /** The signature that this pattern takes matches away from, or null when it is a signature itself. */
  readonly exceptionOf: CodeSignature | null;
}

interface CodeTable {
  readonly compiled: readonly Compiled[];
  readonly trie: ByteTrie;
}

function compileCode(trackers: readonly TrackerRule[]): CodeTable {
  const compiled: Compiled[] = [];
  for (const [tracker, rule] of trackers.entries()) {
    for (const signature of rule.signatures.code) {
      if (signature.pattern === null) continue;
      compiled.push({ pattern: parseCodePattern(signature.pattern), tracker, signature, exceptionOf: null });
      for (const except of signature.except ?? []) {
        compiled.push({ pattern: parseCodePattern(except), tracker, signature, exceptionOf: signature });
      }
    }
  }
  const encoder = new TextEncoder();
  return { compiled, trie: buildByteTrie(compiled.map(({ pattern }) => encoder.encode(pattern.text))) };
}

/** A signature that matched a name, and whether the name is a relocated copy. */
interface NameMatch {
  readonly compiled: Compiled;
  readonly relocated: boolean;
}

/** All signatures that match the class name in `bytes[start, end)`; exact matches hide relocated ones of the same signature. */
function matchName(table: CodeTable, bytes: Uint8Array, start: number, end: number): Iterable<NameMatch> {
  let best: Map<CodeSignature, NameMatch> | undefined;
  for (let segment = start; segment < end; segment = segmentAfter(bytes, segment, end)) {
    const candidates = candidatesAt(table, bytes, segment, end);
    if (candidates.length === 0) continue;
    const excepted = new Set(candidates.map(({ exceptionOf }) => exceptionOf));
    for (const compiled of candidates) {
      if (compiled.exceptionOf || excepted.has(compiled.signature)) continue;
      const how = howAt(compiled.pattern, segment - start, bytes[segment - 1] ?? 0);
      best ??= new Map();
      if (how === 'exact' || (how === 'relocated' && !best.has(compiled.signature))) {
        best.set(compiled.signature, { compiled, relocated: how === 'relocated' });
      }
    }
  }
  return best?.values() ?? nothing;
}

const nothing: readonly never[] = [];

/** The patterns, exceptions included, whose text and tail fit at `segment`. Most names fit none, and cost no allocation. */
function candidatesAt(
  { compiled, trie }: CodeTable,
  bytes: Uint8Array,
  segment: number,
  end: number,
): readonly Compiled[] {
  let found: readonly Compiled[] = nothing;
  let node = 0;
  for (let at = segment; at < end; ) {
    node = trie.next(node, bytes[at++]!);
    if (node === -1) break;
    for (const index of trie.values(node)) {
      const candidate = compiled[index]!;
      if (tailAllows(candidate.pattern.tail, at < end ? bytes[at]! : -1)) found = [...found, candidate];
    }
  }
  return found;
}

function segmentAfter(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) if (isSeparator(bytes[at]!)) return at + 1;
  return end;
}

function codeSink(table: CodeTable, onHit: OnHit): Pick<Sink, 'classes' | 'manifest'> {
  const offer = (
    bytes: Uint8Array,
    start: number,
    end: number,
    value: () => string,
    kind: ObservationKind,
    entry: string,
    offset?: number,
  ): void => {
    for (const { compiled, relocated } of matchName(table, bytes, start, end)) {
      onHit({
        tracker: compiled.tracker,
        signature: compiled.signature.raw,
        observation: { kind, value: value(), where: offset === undefined ? { entry } : { entry, offset } },
        relocated,
        shared: false,
        short: compiled.pattern.segments <= 2,
      });
    }
  };
  const encoder = new TextEncoder();

  return {
    classes({ pool, defined, definedOffsets, types, typeOffsets }, entry) {
      const offerAt = (index: number, kind: ObservationKind, offset: number): void => {
        const { bytes, starts, ends } = pool;
        const range = classNameRange(bytes, starts[index]!, ends[index]!);
        if (range) offer(bytes, range.start, range.end, () => classNameOf(pool.text(index)), kind, entry, offset);
      };
      // Each class once: where it is defined, or else where it is named.
      const definedHere = new Uint8Array(pool.count);
      for (let i = 0; i < defined.length; i++) {
        definedHere[defined[i]!] = 1;
        offerAt(defined[i]!, 'defined', definedOffsets[i]!);
      }
      for (let i = 0; i < types.length; i++) {
        if (definedHere[types[i]!] === 0) offerAt(types[i]!, 'referenced', typeOffsets[i]!);
      }
    },
    manifest(manifest, entry) {
      for (const className of new Set(manifest.components.map((component) => component.className))) {
        const bytes = encoder.encode(className);
        offer(bytes, 0, bytes.length, () => className, 'component', entry);
      }
    },
  };
}

/**
 * Where the class name stands inside a descriptor, arrays unwrapped: `[[Lcom/vendor/Type;` gives `com/vendor/Type`.
 * Undefined for primitives and for what is no descriptor.
 */
export function classNameRange(
  bytes: Uint8Array,
  start: number,
  end: number,
): { start: number; end: number } | undefined {
  let at = start;
  while (at < end && bytes[at] === 0x5b) at++;
  if (bytes[at] !== 0x4c || end - at < 3 || bytes[end - 1] !== 0x3b) return undefined;
  return { start: at + 1, end: end - 1 };
}

/** The class name of a descriptor, as text. */
export function classNameOf(descriptor: string): string {
  return descriptor.replace(/^\[*L/, '').replace(/;$/, '');
}
