/** One line of a list of class names. */

/** What a line holds. */
export const lineKinds = { blank: 0, name: 1, other: 2 } as const;

/** Where the name in a line begins and ends, and what kind of line it is; one object for all lines, so that none is made for each. */
export interface ClassNameLine {
  kind: number;
  start: number;
  end: number;
  /** How many segments the name has. */
  segments: number;
}

const dot = 0x2e;
const slash = 0x2f;
const hash = 0x23;
const descriptorStart = 0x4c;
const descriptorEnd = 0x3b;
const classSuffix = [0x2e, 0x63, 0x6c, 0x61, 0x73, 0x73] as const;

/**
 * Reads the line of `bytes` from `start` to `end` (without its line end): a name as `com.vendor.Type`, `com/vendor/Type`,
 * `Lcom/vendor/Type;` or `com/vendor/Type.class`. Blank lines and those that begin with `#` hold nothing.
 */
export function readClassNameLine(bytes: Uint8Array, start: number, end: number, line: ClassNameLine): void {
  let from = start;
  let to = end;
  while (from < to && isSpace(bytes[from]!)) from++;
  while (from < to && isSpace(bytes[to - 1]!)) to--;
  line.kind = lineKinds.blank;
  if (from === to || bytes[from] === hash) return;
  if (bytes[from] === descriptorStart && bytes[to - 1] === descriptorEnd) {
    from++;
    to--;
  } else if (endsWithClass(bytes, from, to)) {
    to -= classSuffix.length;
  }
  line.start = from;
  line.end = to;
  line.segments = countSegments(bytes, from, to);
  line.kind = line.segments > 0 ? lineKinds.name : lineKinds.other;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

function endsWithClass(bytes: Uint8Array, from: number, to: number): boolean {
  const at = to - classSuffix.length;
  if (at <= from) return false;
  for (let i = 0; i < classSuffix.length; i++) if (bytes[at + i] !== classSuffix[i]) return false;
  return true;
}

/** Segments of a name, 0 when it is none: segments are not empty, and the first begins with no digit and no hyphen. */
function countSegments(bytes: Uint8Array, from: number, to: number): number {
  const first = bytes[from] ?? 0;
  if ((first >= 0x30 && first <= 0x39) || first === 0x2d) return 0;
  let segments = 0;
  let length = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte === dot || byte === slash) {
      if (length === 0) return 0;
      segments++;
      length = 0;
    } else if (isNamePart(byte)) length++;
    else return 0;
  }
  return length === 0 ? 0 : segments + 1;
}

/** Letters, digits, `$`, `-`, `_` and all beyond ASCII (dex-format, SimpleName). */
function isNamePart(byte: number): boolean {
  return (
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x24 ||
    byte === 0x2d ||
    byte === 0x5f ||
    byte >= 0x80
  );
}
