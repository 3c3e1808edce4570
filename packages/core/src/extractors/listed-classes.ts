/** A list of class names as exodus-core takes it: as the names that it reads out of code. */
import { readClassList } from '../binary/class-list/read-class-list.js';
import type { Extractor } from './extractor.js';

/** Offers the names to match mode `exodus`. What is odd about the list is told by the extractor `class-list`, not twice. */
export const listedClasses: Extractor = {
  id: 'listed-classes',
  depth: 'dex',
  modes: ['exodus'],
  likely: () => false,
  wants: ({ container }) => container === 'class-list',
  extract(bytes, { path }, sink, { limits }) {
    const table = readClassList(bytes, path, () => {}, limits);
    const listed = new Set<string>();
    for (let i = 0; i < table.count; i++) listed.add(table.text(i));
    sink.listedNames(listed, path);
  },
};
