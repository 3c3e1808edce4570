/** Any bytes at all: nothing throws, nothing is read outside the bytes, nothing takes long. */
import { buildDex, buildDexContainer } from '@trackerscope/testkit';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dexdumpListing } from '../../../src/extractors/dexdump-listing.js';
import { extractFrom } from '../../extractors/extract-from.js';
import { read } from './read.js';

const rich = {
  classes: [
    {
      name: 'com/a/A',
      superclass: 'com/a/Base',
      interfaces: ['com/a/I'],
      sourceFile: 'A.java',
      fields: [{ name: 'f', type: 'com/f/F' }],
      methods: [
        {
          name: 'm',
          parameters: ['J', 'com/p/P'],
          catches: ['com/e/E'],
          locals: [{ name: 'l', type: 'com/l/L', signature: 'Lcom/g/G<Lcom/h/H;>;' }],
        },
      ],
      staticStrings: ['one', 'two'],
    },
    'com/a/Base',
  ],
  methodHandles: [{ code: 4, owner: 'com/b/B', member: { name: 'link', returns: 'com/b/C' } }],
  callSites: [{ name: 'site', strings: ['three'] }],
} as const;

const samples = [buildDex(rich), buildDexContainer([rich, { classes: ['com/z/Z'] }])];

function readEverything(bytes: Uint8Array): void {
  for (const { strings, classes } of read(bytes).files) {
    const outside = [strings, classes].some(({ starts, ends, count }) => {
      return starts.subarray(0, count).some((start, i) => start > ends[i]! || ends[i]! > bytes.length);
    });
    const lost = classes.offsets.subarray(0, classes.count).some((at) => at >= bytes.length);
    expect({ outside, lost }).toEqual({ outside: false, lost: false });
    for (let i = 0; i < strings.count; i++) strings.text(i);
    for (let i = 0; i < classes.count; i++) classes.text(i);
  }
  extractFrom(dexdumpListing, bytes);
}

it('random bytes behind a magic', () => {
  const magic = fc.constantFrom('dex\n035\0', 'dex\n041\0', 'dex\n999\0', '');
  fc.assert(
    fc.property(magic, fc.uint8Array({ maxLength: 600 }), (start, rest) => {
      readEverything(new Uint8Array([...new TextEncoder().encode(start), ...rest]));
    }),
    { numRuns: 2_000 },
  );
});

it('a sound DEX with a few bytes or numbers changed', () => {
  const nasty = fc.oneof(
    fc.nat(0x400),
    fc.constantFrom(0xffffffff, 0x80000000, 0x7fffffff, 0xffff),
    fc.nat(0xffffffff),
  );
  const change = fc.record({ at: fc.nat(), value: nasty, size: fc.constantFrom(1, 4) });
  const changes = fc.array(change, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(fc.constantFrom(...samples), changes, (sample, edits) => {
      const bytes = new Uint8Array(sample);
      const view = new DataView(bytes.buffer);
      for (const { at, value, size } of edits) {
        if (size === 1) view.setUint8(at % bytes.length, value);
        else view.setUint32((at % (bytes.length - 3)) & ~3, value, true);
      }
      readEverything(bytes);
    }),
    { numRuns: 5_000 },
  );
});
