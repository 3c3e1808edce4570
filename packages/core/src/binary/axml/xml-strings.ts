/** The strings of one binary XML file, each decoded once and all together within a bound. */
import { emptyStringPool, type StringPool } from '../string-pool.js';

/** Looks strings up by index; entries may overlap, so a small pool could decode to far more text than the file has bytes. */
export class XmlStrings {
  readonly #pool: StringPool;
  readonly #decoded = new Map<number, string | null>();
  #unitsLeft: number;

  constructor(pool: StringPool = emptyStringPool, maxUnits = 0) {
    this.#pool = pool;
    this.#unitsLeft = maxUnits;
  }

  /** Whether the bound was reached; strings that are new after it read as missing. */
  get exhausted(): boolean {
    return this.#unitsLeft < 0;
  }

  /** String `index`; null when there is none, as for the index 0xffffffff. */
  at(index: number): string | null {
    const known = this.#decoded.get(index);
    if (known !== undefined) return known;
    if (index >= this.#pool.count || this.exhausted) return null;
    const text = this.#pool.text(index);
    this.#unitsLeft -= text?.length ?? 0;
    const kept = this.exhausted ? null : text;
    this.#decoded.set(index, kept);
    return kept;
  }
}
