/** Every DEX of the app, found by its first bytes whatever its name: its classes and its string pool. */
import { expectedAdler32, readDex } from '../binary/dex/dex-file.js';
import { isDex } from '../binary/dex/header.js';
import type { Extractor } from './extractor.js';
import type { TextTable } from './sink.js';

/** The names under which Android itself looks for code, at the root of an archive. */
const codeName = /^classes\d*\.dex$/;

/** Offers the classes and strings of each logical DEX file. What is named like code and is none becomes a diagnostic. */
export const dex: Extractor = {
  id: 'dex',
  depth: 'dex',
  modes: ['default', 'exodus'],
  likely: (name) => codeName.test(name),
  wants: ({ name, head }) => isDex(head) || codeName.test(name),
  expectedAdler32: ({ head, size }) => expectedAdler32(head, size),
  extract(bytes, { path }, sink, { report, limits, verified }) {
    const offered = new Set<TextTable>();
    for (const file of readDex(bytes, path, report, limits, verified)) {
      sink.classes(file.classes, path);
      if (!offered.has(file.strings)) sink.strings(file.strings, path);
      offered.add(file.strings);
    }
  },
};
