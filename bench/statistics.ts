/** Medians and quartiles of samples, and of the ratios between samples of the same round. */

/** The middle of some samples and how far they spread: a quarter lies below `low`, a quarter above `high`. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/**
 * Median and quartiles, interpolated between the two nearest samples (type 7 of Hyndman and Fan, 1996, as in R and NumPy).
 * @throws RangeError without samples
 */
export function spread(samples: readonly number[]): Spread {
  if (samples.length === 0) throw new RangeError('Expected at least one sample; there is none.');
  const sorted = [...samples].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

/** The spread of ours ÷ theirs, each pair from the same round, so that a machine that slows down slows both. */
export function ratios(ours: readonly number[], theirs: readonly number[]): Spread {
  return spread(pairs(ours, theirs).map(([a, b]) => a / b));
}

/** The spread of ours − theirs, each pair from the same round. */
export function differences(ours: readonly number[], theirs: readonly number[]): Spread {
  return spread(pairs(ours, theirs).map(([a, b]) => a - b));
}

/** The spread of `by` ÷ each value: the low end becomes the high one. */
export function inverse(by: number, { low, median, high }: Spread): Spread {
  return { low: by / high, median: by / median, high: by / low };
}

function pairs(ours: readonly number[], theirs: readonly number[]): [number, number][] {
  if (ours.length !== theirs.length) {
    throw new RangeError(`Expected as many samples on both sides; there are ${ours.length} and ${theirs.length}.`);
  }
  return ours.map((value, i) => [value, theirs[i]!]);
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (at - below);
}
