/** Signature kind `network`: hosts in strings, with label boundaries; the most specific pattern names the owner of a host. */
import type { Sink, TextTable } from '../extractors/sink.js';
import type { Location } from '../observation.js';
import { type Claims, claimsOn, compileClaims, mostSpecific, type NetworkTables, openClaims } from './claims.js';
import { hostAround, hostText, newHostRange, nextHost } from './hosts.js';
import type { OnHit, SignatureKind } from './signature-kind.js';
import { nextTellingDot, textAt } from './telling-dots.js';

export const network: SignatureKind<NetworkTables> = {
  id: 'network',
  compile: compileClaims,
  open(tables, rules) {
    const claims = openClaims(tables, rules);
    return (onHit) => networkSink(claims, onHit);
  },
};

function networkSink(claims: Claims, onHit: OnHit): Pick<Sink, 'strings' | 'text'> {
  return {
    strings(table, entry) {
      if (table.ordered) searchByDots(claims, table, entry, onHit);
      else searchEachText(claims, table, entry, onHit);
    },
    text: (bytes, entry, offset) => searchText(claims, bytes, entry, offset, onHit),
  };
}

/** One pass over the bytes of all texts. */
function searchByDots(claims: Claims, table: TextTable, entry: string, onHit: OnHit): void {
  const { bytes, count, starts, ends } = table;
  if (count === 0) return;
  const { dots } = claims.tables;
  const range = newHostRange();
  const end = ends[count - 1]!;
  let text = 0;
  for (let at = nextTellingDot(bytes, dots, starts[0]!, end); at !== -1; ) {
    let next = at + 1;
    text = textAt(table, text, at);
    if (at >= starts[text]! && at < ends[text]!) {
      next = Math.max(next, hostAround(bytes, starts[text]!, ends[text]!, at, range));
      if (range[1] !== 0) reportHost(claims, table, text, range[0]!, range[1]!, entry, onHit);
    }
    at = nextTellingDot(bytes, dots, next, end);
  }
}

/** The same for texts that overlap or lie in disorder. */
function searchEachText(claims: Claims, table: TextTable, entry: string, onHit: OnHit): void {
  const { bytes, count, starts, ends } = table;
  const range = newHostRange();
  for (let i = 0; i < count; i++) {
    for (let from = starts[i]!; from !== -1; ) {
      from = nextHost(bytes, starts[i]!, ends[i]!, from, range);
      if (from !== -1) reportHost(claims, table, i, range[0]!, range[1]!, entry, onHit);
    }
  }
}

/** Bytes of any kind: each host is told by its own place. */
function searchText(claims: Claims, bytes: Uint8Array, entry: string, offset: number, onHit: OnHit): void {
  const { dots } = claims.tables;
  const range = newHostRange();
  for (let at = nextTellingDot(bytes, dots, 0, bytes.length); at !== -1; ) {
    const next = Math.max(at + 1, hostAround(bytes, 0, bytes.length, at, range));
    if (range[1] !== 0) {
      reportClaims(claims, bytes, range[0]!, range[1]!, bytes.length, { entry, offset: offset + range[0]! }, onHit);
    }
    at = nextTellingDot(bytes, dots, next, bytes.length);
  }
}

function reportHost(
  claims: Claims,
  { bytes, ends, offsets }: TextTable,
  text: number,
  start: number,
  end: number,
  entry: string,
  onHit: OnHit,
): void {
  reportClaims(claims, bytes, start, end, ends[text]!, { entry, offset: offsets[text]! }, onHit);
}

function reportClaims(
  claims: Claims,
  bytes: Uint8Array,
  start: number,
  end: number,
  textEnd: number,
  where: Location,
  onHit: OnHit,
): void {
  const own = claimsOn(claims, bytes, start, end, textEnd);
  if (own.length === 0) return;
  for (const { pattern, by, shared } of mostSpecific(own)) {
    const value = pattern.kind === 'url' ? pattern.text : hostText(bytes, start, end);
    for (const { tracker, signature } of by) {
      onHit({
        tracker,
        signature,
        observation: { kind: 'host', value, where },
        relocated: false,
        shared,
        short: false,
      });
    }
  }
}
