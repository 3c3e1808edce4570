/** Room for a table that grows. */

/** A table twice as long that begins with the same numbers. */
export function doubled(table: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(table.length * 2);
  larger.set(table);
  return larger;
}
