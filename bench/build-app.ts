/** The script that builds the apps of the benchmark, in a process of its own so that the measuring one stays small. */
import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { buildApk, buildDex, buildManifest, buildZip, type ZipEntry } from '@trackerscope/testkit';
import { isDexOrManifest, packedEntries } from './floor.js';

const manifest: ZipEntry = { name: 'AndroidManifest.xml', bytes: buildManifest({ package: 'com.example.bench' }) };

/** Bytes of one DEX: what a compiler writes before it begins the next one. */
const dexBytes = 10_000_000;

/** What can be built, by the first argument of this script. */
const builders = {
  /** `size` bytes of code in DEX of 10 MB each, of which the first embeds one tracker. */
  dex: (path: string, size: number) => writeFileSync(path, buildZip([manifest, ...codeOf(size)])),

  /** 10 MB of code and a stored entry of `size` bytes, which is a hole in a sparse file. */
  filler: (path: string, size: number) => writeWithFiller(path, codeOf(dexBytes), size),

  /** 1 MB of code among `count` small entries. */
  entries(path: string, count: number) {
    const files = Array.from({ length: count }, (_, i) => ({
      name: `res/drawable/icon_${i}.xml`,
      bytes: `<icon id="${i}"/>`,
    }));
    writeFileSync(path, buildZip([manifest, ...codeOf(1_000_000), ...files]));
  },

  /** Nearly nothing: what a scan costs when there is nothing to do. */
  tiny: (path: string) =>
    writeFileSync(path, buildApk({ dex: [{ classes: ['com/example/Main', 'com/leanplum/Leanplum'] }] })),

  /** The DEX and the manifest of the app at `source`, packed as they are there. */
  cut(path: string, source: string) {
    const entries = [...packedEntries(source, isDexOrManifest)].map(
      ({ name, stored, crc32, size, packed }): ZipEntry => ({
        name,
        bytes: '',
        compressed: packed,
        both: { method: stored ? 0 : 8, size, crc32 },
      }),
    );
    writeFileSync(path, buildZip(entries));
  },
};

export type AppKind = keyof typeof builders;

const [kind, path, what] = process.argv.slice(2) as [AppKind, string, string];
if (kind === 'cut') builders.cut(path, what);
else builders[kind](path, Number(what));

function codeOf(size: number): ZipEntry[] {
  const files = Math.ceil(size / dexBytes);
  return Array.from({ length: files }, (_, i) => ({
    name: `classes${i === 0 ? '' : i + 1}.dex`,
    bytes: dexOf(Math.min(dexBytes, size), i),
  }));
}

/** A DEX of about `size` bytes with names and texts of its own: a third classes, the rest strings. */
function dexOf(size: number, seed: number): Uint8Array {
  const word = words(seed);
  const classes = Array.from({ length: Math.floor(size / 282) }, (_, i) => `com/${word()}/${word()}/${word()}${i}`);
  const strings = Array.from({ length: Math.floor(size / 66) }, (_, i) =>
    i % 20 === 0 ? `https://${word()}.${word()}.com/${word()}/${i}` : `${word()} ${word()} ${word()} ${word()} ${i}`,
  );
  return buildDex({ classes: seed === 0 ? [...classes, 'com/leanplum/Leanplum'] : classes, strings });
}

/** A source of made-up words, the same for the same seed, that DEFLATE cannot do much about. */
function words(seed: number): () => string {
  let pool = Buffer.alloc(0);
  let block = 0;
  return () => {
    if (pool.length < 8) pool = createHash('sha512').update(`${seed} ${block++}`).digest();
    const word = [...pool.subarray(0, 8)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
    pool = pool.subarray(8);
    return word;
  };
}

/** Writes an APK whose last entry is a hole: the archive is built without it, then its directory is moved behind the hole. */
function writeWithFiller(path: string, code: readonly ZipEntry[], size: number): void {
  const truth = { compressedSize: size, size, method: 0, crc32: 0 };
  const entries = [manifest, ...code, { name: 'assets/video.bin', bytes: '', method: 'stored' as const, both: truth }];
  const endRecord = 22;
  const asBuilt = Buffer.from(buildZip(entries));
  const directory = asBuilt.readUInt32LE(asBuilt.length - endRecord + 16);
  asBuilt.writeUInt32LE(directory + size, asBuilt.length - endRecord + 16);
  const file = openSync(path, 'w');
  ftruncateSync(file, asBuilt.length + size);
  writeSync(file, asBuilt, 0, directory, 0);
  writeSync(file, asBuilt, directory, asBuilt.length - directory, directory + size);
  closeSync(file);
}
