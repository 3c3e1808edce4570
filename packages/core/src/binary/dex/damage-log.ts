/** DamageLog: tells each kind of damage once, however many items of a table show it. */
import type { Code, Report } from '../../errors.js';

/** Gathers what is wrong with one entry, so that four million bad offsets make one diagnostic. */
export class DamageLog {
  readonly #entry: string;
  readonly #report: Report;
  readonly #kinds = new Map<string, { code: Code; offset: number; message: string; times: number }>();

  constructor(entry: string, report: Report) {
    this.#entry = entry;
    this.#report = report;
  }

  /**
   * Notes one damaged item. Items with the same code and `part` (a table or field of the format) count as one kind.
   * `describe` is only called for the first of a kind.
   */
  note(code: Code, part: string, offset: number, describe: () => string): void {
    const key = `${code} ${part}`;
    const known = this.#kinds.get(key);
    if (known === undefined) this.#kinds.set(key, { code, offset, message: `${part}: ${describe()}`, times: 1 });
    else known.times++;
  }

  /** Reports every kind that was noted, in the order of first sight, and forgets them. */
  flush(): void {
    for (const { code, offset, message, times } of this.#kinds.values()) {
      const more = times > 1 ? `; ${times - 1} more like it` : '';
      this.#report({ code, where: [{ entry: this.#entry, offset }], message: `${message}${more}.` });
    }
    this.#kinds.clear();
  }
}
