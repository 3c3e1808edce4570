/** The names in a list of classes, for which no app is at hand. */
import { readClassList } from '../binary/class-list/read-class-list.js';
import type { Extractor } from './extractor.js';

/** Offers every name as a class that the app defines. */
export const classList: Extractor = {
  id: 'class-list',
  depth: 'dex',
  modes: ['default', 'exodus'],
  likely: () => false,
  wants: ({ container }) => container === 'class-list',
  extract(bytes, { path }, sink, { report, limits }) {
    sink.classes(readClassList(bytes, path, report, limits), path);
  },
};
