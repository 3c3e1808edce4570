/** Figures as the table prints them. */
import { type Spread, spread } from './statistics.js';

/** The median of some milliseconds: `23.4 ms`. */
export const milliseconds = (samples: readonly number[]): string => `${significant(spread(samples).median)} ms`;

/** The median of some MiB: `58 MiB`. */
export const mebibytes = (samples: readonly number[]): string => `${spread(samples).median.toFixed(0)} MiB`;

/** Three significant digits, none of them an exponent. */
export function significant(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

/** The quartiles: `1.10–1.14`. */
export const range = ({ low, high }: Spread): string => `${significant(low)}–${significant(high)}`;
