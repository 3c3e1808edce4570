/** Container `class-list`: a text with the name of one class on each line, for when the app itself is not at hand. */
import { singleEntryArchive } from '../archive/single-entry.js';
import { classListHead, isClassList } from '../binary/class-list/is-class-list.js';
import type { Container } from './container.js';

export const classList: Container = {
  id: 'class-list',
  async open({ source, zip }) {
    if (zip !== null || !isClassList(await source.read(0, classListHead), source.size)) return null;
    return { kind: 'class-list', parts: [{ path: '', archive: singleEntryArchive(source, 'classes.txt'), source }] };
  },
};
