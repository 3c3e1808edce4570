/** Writes DER (X.690), one function a type, so that a test can build any certificate, right or wrong. */
import { concatBytes } from '../corrupt.js';
import { text } from '../zip/record.js';

/** An element: its tag byte, its length, and its contents in a row. */
export function der(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(contents);
  return concatBytes([Uint8Array.of(tag, ...lengthBytes(content.length)), content]);
}

function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256);
  return [0x80 | bytes.length, ...bytes];
}

export const derSequence = (...items: readonly Uint8Array[]): Uint8Array => der(0x30, ...items);
export const derSet = (...items: readonly Uint8Array[]): Uint8Array => der(0x31, ...items);
export const derOctets = (bytes: Uint8Array): Uint8Array => der(0x04, bytes);
export const derBits = (bytes: Uint8Array): Uint8Array => der(0x03, Uint8Array.of(0), bytes);
export const derNull = (): Uint8Array => der(0x05);
export const derUtf8 = (value: string): Uint8Array => der(0x0c, text(value));
export const derPrintable = (value: string): Uint8Array => der(0x13, text(value));

/** A context-specific element that holds others, `[number]`. */
export const derContext = (number: number, ...items: readonly Uint8Array[]): Uint8Array => der(0xa0 | number, ...items);

/** An INTEGER in as few bytes as it needs. */
export function derInteger(value: number | bigint): Uint8Array {
  let left = BigInt(value);
  const bytes: number[] = [];
  do {
    bytes.unshift(Number(BigInt.asUintN(8, left)));
    left >>= 8n;
  } while (left !== (bytes[0]! & 0x80 ? -1n : 0n));
  return der(0x02, Uint8Array.from(bytes));
}

/** An OBJECT IDENTIFIER from its dotted notation. */
export function derOid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return der(0x06, Uint8Array.from([40 * first + second, ...rest].flatMap(base128)));
}

function base128(value: number): number[] {
  const bytes = [value % 128];
  for (let left = Math.floor(value / 128); left > 0; left = Math.floor(left / 128)) bytes.unshift(0x80 | (left % 128));
  return bytes;
}

/** A time of a certificate: UTCTime up to 2049, GeneralizedTime from then on (RFC 5280, 4.1.2.5). */
export function derTime(iso: string): Uint8Array {
  const digits = iso.replaceAll(/[-:T]/g, '');
  return Number(digits.slice(0, 4)) < 2050 ? der(0x17, text(digits.slice(2))) : der(0x18, text(digits));
}

/** An element of indefinite length, up to an end mark, as BER allows it and DER does not. */
export function berIndefinite(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  return concatBytes([Uint8Array.of(tag, 0x80), ...contents, Uint8Array.of(0, 0)]);
}
