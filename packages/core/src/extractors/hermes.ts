/** Strings of Hermes bytecode, to which React Native compiles an app's JavaScript; found by its first bytes. */
import { isHermes } from '../binary/hermes/header.js';
import { readHermes } from '../binary/hermes/hermes-file.js';
import type { Extractor } from './extractor.js';

/** Offers literals, names of properties and functions, and patterns of regular expressions. */
export const hermes: Extractor = {
  id: 'hermes',
  depth: 'all',
  modes: ['default'],
  likely: () => false,
  wants: ({ head }) => isHermes(head),
  extract(bytes, { path }, sink, { report, limits }) {
    const file = readHermes(bytes, path, report, limits);
    if (file === null) return;
    sink.strings(file.ascii, path);
    if (file.utf16.count > 0) sink.strings(file.utf16, path);
  },
};
