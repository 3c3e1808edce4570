/** The figures of the benchmark: medians and quartiles of known numbers, ratios of pairs, and how they stand to the bars. */
import { differences, inverse, ratios, spread } from '@trackerscope/bench/statistics';
import { standing } from '@trackerscope/bench/table';
import { describe, expect, it } from 'vitest';

describe('spread', () => {
  it('is the middle sample and the samples a quarter from each end, in whatever order they come', () => {
    expect(spread([50, 10, 40, 20, 30])).toEqual({ low: 20, median: 30, high: 40 });
  });

  it('lies between two samples where none is in the place', () => {
    expect(spread([1, 2, 3, 4])).toEqual({ low: 1.75, median: 2.5, high: 3.25 });
  });

  it('of one sample is that sample, and of none an error', () => {
    expect(spread([7])).toEqual({ low: 7, median: 7, high: 7 });
    expect(() => spread([])).toThrow(RangeError);
  });
});

describe('samples of the same round', () => {
  it('are compared with each other, so that a slow round changes no ratio', () => {
    expect(ratios([2, 20, 4], [1, 10, 2])).toEqual({ low: 2, median: 2, high: 2 });
    expect(differences([3, 30, 5], [1, 28, 3])).toEqual({ low: 2, median: 2, high: 2 });
  });

  it('come in pairs', () => {
    expect(() => ratios([1, 2], [1])).toThrow(RangeError);
  });
});

it('a ratio the other way round has its quartiles the other way round', () => {
  expect(inverse(12, { low: 2, median: 3, high: 4 })).toEqual({ low: 3, median: 4, high: 6 });
});

describe('the standing of a line', () => {
  const line = { what: '', subject: '', detail: '', bar: 1.4, stretch: 1.1 };
  const at = (median: number) => ({ low: 0, median, high: 9 });

  it.each([
    [1.41, 'missed'],
    [1.4, 'bar met'],
    [1.1, 'stretch met'],
  ] as const)('%d is %s where less is better', (median, expected) => {
    expect(standing({ ...line, unit: '×', value: at(median) })).toBe(expected);
  });

  it('is missed below the bar where more is better', () => {
    expect(standing({ ...line, unit: '× faster', bar: 9, stretch: 14, value: at(8.9) })).toBe('missed');
    expect(standing({ ...line, unit: '× faster', bar: 9, stretch: 14, value: at(14) })).toBe('stretch met');
  });
});
