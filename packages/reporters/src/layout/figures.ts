/** Numbers as people read them, the same in every locale. */

/** `1234567` as `1,234,567`. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A number and its noun: `1 class`, `2 classes`, `no classes`; the plural adds an s unless given. */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  if (value === 0) return `no ${plural}`;
  return `${grouped(value)}\u00a0${value === 1 ? noun : plural}`;
}

const units = ['kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in decimal units, `1.2 MB`; exact below 1000. */
export function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte');
  let value = bytes / 1000;
  let unit = 0;
  // 999.95 would round to 1000.0 of the smaller unit.
  for (; value >= 999.95 && unit < units.length - 1; unit += 1) value /= 1000;
  return `${value.toFixed(1)}\u00a0${units[unit]}`;
}

/** A share of 0 to 1 as whole per cent; only nothing is 0 % and only everything is 100 %. */
export function percent(share: number): string {
  if (share > 0 && share < 0.01) return 'under\u00a01\u00a0%';
  if (share > 0.99 && share < 1) return 'over\u00a099\u00a0%';
  return `${Math.round(share * 100)}\u00a0%`;
}

/** Joins words as a list in a sentence: `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
