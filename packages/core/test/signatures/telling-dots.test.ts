/** Searching a pool by its telling dots finds what reading every text finds. */
import { buildRules } from '@trackerscope/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextTable } from '../../src/extractors/sink.js';
import { network } from '../../src/signatures/network.js';

const { trackers } = buildRules({
  id: 'vendor',
  hosts: ['vendor.com', 'ads.vendor.io', 'vendor.*', 'v[0-9]*.map.cn', 'a.b'],
});
trackers[0]!.signatures.network.push(
  { raw: 'w', kind: 'word' as 'host', pattern: 'word', hits: [], misses: [] },
  { raw: 'u', kind: 'url' as 'host', pattern: '192.0.2.1:80/x', hits: [], misses: [] },
);

/** A pool of the texts, each behind a length byte and before a NUL, as in a DEX. */
function pool(texts: readonly string[], ordered: boolean): TextTable {
  const parts = texts.map((text) => new TextEncoder().encode(text));
  const bytes = Uint8Array.from(parts.flatMap((part) => [part.length & 0x7f, ...part, 0]));
  const starts = new Uint32Array(texts.length);
  const ends = new Uint32Array(texts.length);
  let at = 0;
  for (const [i, part] of parts.entries()) {
    starts[i] = at + 1;
    ends[i] = at + 1 + part.length;
    at += part.length + 2;
  }
  return { bytes, count: texts.length, starts, ends, offsets: starts, ordered };
}

function hitsIn(texts: readonly string[], ordered: boolean): string[] {
  const hits: string[] = [];
  const sink = network.open(network.compile(trackers), { trackers })(({ signature, observation: { value, where } }) => {
    hits.push(`${signature} ${value} ${where.offset}`);
  });
  sink.strings?.(pool(texts, ordered), 'classes.dex');
  return hits.sort();
}

describe('an ordered pool', () => {
  it('gives the hits of the same pool read text by text', () => {
    const piece = fc.constantFrom(
      'vendor',
      'VENDOR',
      'ads',
      'word',
      'com',
      'io',
      'cn',
      'map',
      'v12',
      'a',
      'b',
      '.',
      '.',
      '.',
      '/',
      '@',
      '%',
      'é',
      '192.0.2.1:80/x',
      '$',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), (texts) => {
        expect(hitsIn(texts, true)).toEqual(hitsIn(texts, false));
      }),
      { numRuns: 3_000 },
    );
  });

  it('takes no length byte for a dot, and no text for part of its neighbour', () => {
    // 46 is the code of a dot: the length of this text reads like one.
    const text = 'vendor.com/'.padEnd(46, 'x');
    expect(hitsIn(['www', text], true)).toEqual(hitsIn(['www', text], false));
    expect(hitsIn(['www', text], true)).toHaveLength(1);
  });
});
