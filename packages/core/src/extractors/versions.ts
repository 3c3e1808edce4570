/** Versions of libraries: the files in META-INF and at the root that their builds leave in an app. */
import { isVersionFile, readVersionFile } from '../versions/read-version-file.js';
import type { Extractor } from './extractor.js';

/** What no finding needs is offered, too: which library belongs to which tracker is for the rules to say. */
export const versions: Extractor = {
  id: 'versions',
  depth: 'all',
  modes: ['default'],
  likely: () => false,
  wants: ({ name }) => isVersionFile(name),
  extract(bytes, { name, path }, sink, { report }) {
    const version = readVersionFile(name, bytes, path, report);
    if (version !== null) sink.version(version);
  },
};
