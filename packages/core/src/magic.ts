/** First bytes: which format they announce, and how to show them to a person. */

const magics = {
  /** Local file header of a ZIP (APPNOTE 4.3.7). */
  zip: [0x50, 0x4b, 0x03, 0x04],
} as const;

/** Whether the bytes begin with the mark of a format. */
export function beginsWith(head: Uint8Array, format: keyof typeof magics): boolean {
  return magics[format].every((byte, i) => head[i] === byte);
}

/** The first bytes as a person reads them: as quoted text when they are printable ASCII and line ends, else in hexadecimal. */
export function describeBytes(head: Uint8Array): string {
  const printable = head.length > 0 && head.every((byte) => (byte >= 0x20 && byte < 0x7f) || isLineEnd(byte));
  if (printable) return JSON.stringify(String.fromCharCode(...head));
  return Array.from(head, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d || byte === 0x09;
}
