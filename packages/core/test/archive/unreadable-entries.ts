/** Archives with entries that no reader can or may read whole, and a sound one beside them. */
import { deflateRawSync } from 'node:zlib';
import { buildZip, deflatedZeros, overwriteU32, type ZipEntry } from '@trackerscope/testkit';

const world: ZipEntry = { name: 'world.txt', bytes: 'world', method: 'stored' };

/** One entry that inflates to 10 GiB, and one beside it. */
export const bomb = buildZip([
  {
    name: 'bomb',
    bytes: '',
    compressed: deflatedZeros(10 * 2 ** 30),
    both: { size: 10 * 2 ** 30, compressedSize: 10_618_882 },
  },
  world,
]);

/** 100 KB that hardly compress, so that half of the compressed data is about half of the text. */
export const longText = Array.from({ length: 20_000 }, (_, i) =>
  ((i * 7919) % 99_991).toString().padStart(5, '0'),
).join('');
const halfData = deflateRawSync(longText).subarray(0, 20_000);

/** Entries that cannot be read whole: data cut in half, data that is no DEFLATE, no local header; and one beside them. */
export const damaged = overwriteU32(
  buildZip([
    { name: 'headless', bytes: 'x' },
    { name: 'half', bytes: longText, compressed: halfData },
    { name: 'noise', bytes: 'x', compressed: Uint8Array.of(0xff, 0xff, 0xff) },
    world,
  ]),
  0,
  0,
);
