/** What exodus-core looks at: the names in dexdump's listing of the entries it takes for code. */
import { DamageLog } from '../binary/dex/damage-log.js';
import { readDex } from '../binary/dex/dex-file.js';
import { isDex } from '../binary/dex/header.js';
import { type ListedStrings, listingFuel, markListedStrings } from '../binary/dex/listed-strings.js';
import { collectSlashedNames } from '../binary/dex/slashed-names.js';
import { decodeUtf8Ignoring } from '../binary/dex/utf8-ignoring.js';
import type { EntryView, Extractor } from './extractor.js';
import type { TextTable } from './sink.js';

/**
 * Offers the set of names that exodus-core reads out of `dexdump FILE`, without making the text. dexdump refuses a file
 * that its verifier finds fault with, and exodus-core then gives up on the whole app; such a file is read here as far as it goes,
 * because there is nothing to agree with. Damage of the tables is told by the extractor `dex`, not twice.
 */
export const dexdumpListing: Extractor = {
  id: 'dexdump-listing',
  depth: 'dex',
  modes: ['exodus'],
  likely: isCode,
  wants: (entry) => isDex(entry.head) && isCode(entry.name) && enclosing(entry).every(isApk),
  extract(bytes, { name, path }, sink, { report, limits }) {
    const names = new Set<string>();
    // The listing begins with the path of the file, in a temporary folder whose own name has no capitals.
    collectSlashedNames(`/${name}`, names);
    const damage = new DamageLog(path, report);
    const fuel = listingFuel(bytes);
    const pools = new Map<TextTable, ListedStrings>();
    for (const file of readDex(bytes, path, () => {}, limits)) {
      const listed = pools.get(file.strings) ?? { whole: new Uint8Array(file.strings.count), withoutFirst: new Set() };
      pools.set(file.strings, listed);
      markListedStrings(file, listed, fuel, damage);
    }
    damage.flush();
    for (const [pool, listed] of pools) collectListedNames(pool, listed, names);
    sink.listedNames(names, path);
  },
};

function collectListedNames({ bytes, starts, ends }: TextTable, listed: ListedStrings, names: Set<string>): void {
  const collect = (string: number, skipped: number): void => {
    const start = starts[string]! + skipped;
    const end = ends[string]!;
    if (mayHoldName(bytes, start, end)) collectSlashedNames(decodeUtf8Ignoring(bytes, start, end), names);
  };
  for (let string = 0; string < listed.whole.length; string++) if (listed.whole[string] === 1) collect(string, 0);
  for (const string of listed.withoutFirst) collect(string, 1);
}

/** Most strings are member names without a slash; they are passed over before anything is decoded. */
function mayHoldName(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === 0x2f) return true;
  return false;
}

/** exodus-core's `classes.*\.dex`, found anywhere within one line, unless the name is an APK's to it. */
function isCode(name: string): boolean {
  if (isApk(name)) return false;
  return name.split('\n').some((line) => {
    const classes = line.indexOf('classes');
    return classes >= 0 && line.includes('.dex', classes + 'classes'.length);
  });
}

/** exodus-core opens entries whose name holds `.apk`, and no other archives. */
const isApk = (name: string): boolean => name.includes('.apk');

/** Names of the archives around an entry, outermost first. */
const enclosing = ({ name, path, depth }: EntryView): string[] =>
  depth === 0
    ? []
    : path
        .slice(0, path.length - name.length)
        .split(' > ')
        .filter((part) => part !== '');
