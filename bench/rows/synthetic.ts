/** Synthetic apps, made to be large: warm scans ÷ the floor. Their DEX are all names and texts, the worst case for matching. */

import type { Row } from './row.js';
import { lineOf } from './warm.js';

const MB = 1_000_000;

export const synthetic: Row = {
  id: 'synthetic',
  measure(bench) {
    const asked = { bar: null, stretch: null, embedded: ['leanplum'] };
    const few = { ...bench, warmRounds: Math.ceil(bench.warmRounds / 3) };
    const sizes = bench.short ? [1, 10] : [1, 10, 50, 200];
    return [
      ...sizes.map((size) => lineOf(few, 'warm scan ÷ floor', bench.app('dex', size * MB), asked)),
      lineOf(
        few,
        'warm scan of all places ÷ floor of the same entries',
        bench.app('entries', bench.short ? 3_000 : 30_000),
        {
          ...asked,
          floor: 'floor-all',
        },
      ),
    ];
  },
};
