/** The wire format of protocol buffers (protobuf.dev, "Encoding"): fields one after the other, whatever they mean. */
import type { Report } from '../../errors.js';
import { DamageLog } from '../dex/damage-log.js';

/** Wire types: how the bytes of a field's value end. */
export const wireTypes = { varint: 0, fixed64: 1, length: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

/**
 * A document being read, and the field that {@link nextField} came upon last. A plain object: V8 throws away the machine code of
 * loops over a class whose instances all died in a garbage collection.
 */
export interface ProtoScan {
  readonly bytes: Uint8Array;
  readonly damage: DamageLog;
  /** The number that the schema gives the field. */
  field: number;
  type: number;
  /** Where its content lies, when it has a length: text, bytes or a message. */
  start: number;
  end: number;
  /** Its lower and upper 32 bits, unsigned, when it is a number. */
  low: number;
  high: number;
  /** Whether the content is longer than the message around it, and ends with that. */
  cut: boolean;
}

/** Begins to read a document. What is wrong with it is told when the reader flushes `damage`. */
export function scanProto(bytes: Uint8Array, report: Report, where: string): ProtoScan {
  const damage = new DamageLog(where, report);
  return { bytes, damage, field: 0, type: 0, start: 0, end: 0, low: 0, high: 0, cut: false };
}

/**
 * Reads the field at `at` of a message that ends at `end`, and gives the offset of the next one. 0 when there is none, or none
 * that can be told: then the rest of the message is lost, but not what follows the message. Groups, which no schema of ours has,
 * are skipped; they may nest as deep as they like.
 */
export function nextField(scan: ProtoScan, at: number, end: number): number {
  if (at >= end) return 0;
  const tag = readVarint(scan, at, end);
  if (tag === 0) return lost(scan, at, end, 'no number');
  scan.field = scan.low >>> 3;
  scan.type = scan.low & 7;
  scan.cut = false;
  if (scan.field === 0 || scan.high !== 0) return lost(scan, at, at, 'a number that no field has');
  const next = readValue(scan, tag, end);
  if (next !== 0) return next;
  const known = scan.type < wireTypes.endGroup || scan.type === wireTypes.fixed32;
  return lost(scan, at, known ? end : at, known ? 'no end' : `wire type ${scan.type}`);
}

/** Reads the value behind a tag; gives the offset behind it, or 0 when it has no end before `end`. */
function readValue(scan: ProtoScan, at: number, end: number): number {
  switch (scan.type) {
    case wireTypes.varint:
      return readVarint(scan, at, end);
    case wireTypes.length:
      return readLength(scan, at, end);
    case wireTypes.fixed32:
      scan.low = at + 4 <= end ? u32(scan.bytes, at) : 0;
      scan.high = 0;
      return at + 4 <= end ? at + 4 : 0;
    case wireTypes.fixed64:
      scan.low = at + 8 <= end ? u32(scan.bytes, at) : 0;
      scan.high = at + 8 <= end ? u32(scan.bytes, at + 4) : 0;
      return at + 8 <= end ? at + 8 : 0;
    case wireTypes.startGroup:
      return skipGroup(scan, at, end);
    default:
      return 0;
  }
}

/** A base 128 varint of ten bytes at most; bits past the 64th are dropped, as in other readers. */
function readVarint(scan: ProtoScan, at: number, end: number): number {
  const { bytes } = scan;
  const stop = Math.min(end, at + 10);
  let low = 0;
  let high = 0;
  for (let i = at, shift = 0; i < stop; i++, shift += 7) {
    const byte = bytes[i]!;
    const bits = byte & 0x7f;
    if (shift < 32) low |= bits << shift;
    if (shift === 28) high = bits >>> 4;
    else if (shift > 28) high |= bits << (shift - 32);
    if (byte >= 0x80) continue;
    scan.low = low >>> 0;
    scan.high = high >>> 0;
    return i + 1;
  }
  return 0;
}

/** A length and so many bytes. One that claims more than is left has what is left. */
function readLength(scan: ProtoScan, at: number, end: number): number {
  const start = readVarint(scan, at, end);
  if (start === 0) return 0;
  const left = end - start;
  scan.cut = scan.high !== 0 || scan.low > left;
  scan.start = start;
  scan.end = scan.cut ? end : start + scan.low;
  if (scan.cut) {
    const claimed = scan.high * 2 ** 32 + scan.low;
    noteDamage(scan, at, end, `${claimed} bytes claimed, ${left} are left`);
  }
  return scan.end;
}

/** The offset behind the end of a group; counts how deep it is inside, instead of calling itself. */
function skipGroup(scan: ProtoScan, start: number, end: number): number {
  let at = start;
  for (let depth = 1; depth > 0; ) {
    at = readVarint(scan, at, end);
    if (at === 0) return 0;
    const type = scan.low & 7;
    if (type === wireTypes.startGroup) depth++;
    else if (type === wireTypes.endGroup) depth--;
    else if (type === wireTypes.varint) at = readVarint(scan, at, end);
    else if (type === wireTypes.length) at = readLength(scan, at, end);
    else if (type === wireTypes.fixed32) at += 4;
    else if (type === wireTypes.fixed64) at += 8;
    else return 0;
    if (at === 0 || at > end) return 0;
  }
  scan.type = wireTypes.startGroup;
  return at;
}

function u32(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/** Notes that the field at `at` cannot be read because of what it needs up to `end`. */
function lost(scan: ProtoScan, at: number, end: number, what: string): 0 {
  noteDamage(scan, at, end, `${what}; the rest of its message is not read`);
  return 0;
}

/** Damage that reaches the end of the bytes is most likely a cut. */
function noteDamage({ bytes, damage }: ProtoScan, at: number, end: number, message: string): void {
  damage.note(end === bytes.length ? 'proto/truncated' : 'proto/bad-field', 'field', at, () => message);
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text in UTF-8 from `start` to `end`, cut to `maxUnits` UTF-16 units. */
export function decodeText(bytes: Uint8Array, start: number, end: number, maxUnits: number): string {
  // A unit has three bytes at most.
  const text = utf8.decode(bytes.subarray(start, Math.min(end, start + maxUnits * 3)));
  return text.length > maxUnits ? text.slice(0, maxUnits) : text;
}

/** The text of the field that was read last; empty when a part of it is missing, which would make another name or value of it. */
export function fieldText(scan: ProtoScan, maxUnits: number): string {
  return scan.type === wireTypes.length && !scan.cut ? decodeText(scan.bytes, scan.start, scan.end, maxUnits) : '';
}
