/** Container `dex`: code alone, a DEX file without an archive around it. */
import { singleEntryArchive } from '../archive/single-entry.js';
import { isDex } from '../binary/dex/header.js';
import type { Container } from './container.js';

export const dex: Container = {
  id: 'dex',
  open({ source, head }) {
    if (!isDex(head)) return null;
    // The file may be called anything; this is what it would be called in an app.
    return { kind: 'dex', parts: [{ path: '', archive: singleEntryArchive(source, 'classes.dex'), source }] };
  },
};
