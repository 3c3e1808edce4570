/** Lays little-endian numbers and bytes in a row, the way the fields of a ZIP record lie. */

/** Either bytes, or a number with the bytes it takes. */
export type Fields = readonly (Uint8Array | readonly [width: 2 | 4 | 8, value: number])[];

/** The bytes of a record; a number that is too large for its width keeps its low bits, as a careless writer would. */
export function record(fields: Fields): Uint8Array {
  const size = fields.reduce((sum, field) => sum + (field instanceof Uint8Array ? field.length : field[0]), 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let offset = 0;
  for (const field of fields) {
    if (field instanceof Uint8Array) {
      bytes.set(field, offset);
      offset += field.length;
      continue;
    }
    const [width, value] = field;
    if (width === 2) view.setUint16(offset, value, true);
    else if (width === 4) view.setUint32(offset, value, true);
    else view.setBigUint64(offset, BigInt(value), true);
    offset += width;
  }
  return bytes;
}

/** The bytes themselves, or the UTF-8 of a string. */
export function text(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? new TextEncoder().encode(value) : value;
}
