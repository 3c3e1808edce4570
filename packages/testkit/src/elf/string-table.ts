/** StringTable: names in a row, each with a NUL behind it (gABI, "String Table"). */

/** The empty name comes first; a name that is known keeps its place. */
export class StringTable {
  readonly #places = new Map<string, number>();
  size = 0;

  constructor(names: readonly string[]) {
    for (const name of ['', ...names]) this.add(name);
  }

  /** Offset of `name` in the table. */
  add(name: string): number {
    const known = this.#places.get(name);
    if (known !== undefined) return known;
    const place = this.size;
    this.#places.set(name, place);
    this.size += Buffer.byteLength(name) + 1;
    return place;
  }

  bytes(): Uint8Array {
    return nulTerminated([...this.#places.keys()]);
  }
}

/** The texts in a row, each with a NUL behind it. */
export const nulTerminated = (texts: readonly string[]): Uint8Array =>
  Buffer.from(texts.map((text) => `${text}\0`).join(''));
