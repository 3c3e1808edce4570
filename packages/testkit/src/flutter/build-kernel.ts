/** Builds Dart kernel files with a string table and nothing else in them (dart-lang/sdk, pkg/kernel/binary.md). */
import { concatBytes } from '../corrupt.js';

export interface KernelComponentSpec {
  readonly strings: readonly string[];
  /** Default 103. */
  readonly version?: number;
  /** Number of libraries, whose offsets stand in the index; default 2. */
  readonly libraries?: number;
  /**
   * Fields of the index in front of the libraries: `old` has the place of the constants behind that of the strings, `now` has
   * places for two more tables in front, and `without-mode` is that without its last field.
   */
  readonly index?: 'old' | 'now' | 'without-mode';
}

/** The bytes of a kernel file: the components one behind the other. */
export function buildKernel(...components: readonly KernelComponentSpec[]): Uint8Array {
  return concatBytes(components.map(buildComponent));
}

function buildComponent(spec: KernelComponentSpec): Uint8Array {
  const head = concatBytes([u32(0x90abcdef, spec.version ?? 103), new TextEncoder().encode('0123456789'), uint(0)]);
  const strings = stringTable(spec.strings);
  const table = head.length;
  const unaligned = concatBytes([head, strings]);
  const body = concatBytes([unaligned, new Uint8Array(-unaligned.length & 3)]);
  // Where tables lie that are not there: a place in front, from which no string table can be read.
  const none = 8;
  const fields = {
    old: [none, none, none, none, table, none, 0, 2],
    now: [none, none, none, none, none, none, table, body.length, 0, 2],
    'without-mode': [none, none, none, none, none, none, table, body.length, 0],
  }[spec.index ?? 'now'];
  const libraries = Array.from({ length: (spec.libraries ?? 2) + 1 }, () => none);
  const size = body.length + (fields.length + libraries.length + 2) * 4;
  return concatBytes([body, u32(...fields, ...libraries, libraries.length - 1, size)]);
}

function stringTable(strings: readonly string[]): Uint8Array {
  const texts = strings.map((text) => new TextEncoder().encode(text));
  let end = 0;
  const ends = texts.map((text) => {
    end += text.length;
    return uint(end);
  });
  return concatBytes([uint(strings.length), ...ends, ...texts]);
}

/** A `UInt` in one, two or four bytes, whichever is the least. */
function uint(value: number): Uint8Array {
  if (value < 0x80) return Uint8Array.of(value);
  if (value < 0x4000) return Uint8Array.of(0x80 | (value >> 8), value & 0xff);
  return u32((value | 0xc0000000) >>> 0);
}

/** Numbers as big-endian bytes. */
function u32(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(values.length * 4);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setUint32(i * 4, value);
  });
  return bytes;
}
