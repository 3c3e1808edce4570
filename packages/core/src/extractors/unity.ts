/** Unity games compiled ahead of time: the string literals of their code, in global-metadata.dat. */
import { isUnityMetadata } from '../binary/unity/header.js';
import { readUnityMetadata } from '../binary/unity/read-metadata.js';
import type { Extractor } from './extractor.js';

/** Offers the literals. A file of that name that is encrypted becomes a diagnostic: what is in it is not seen. */
export const unity: Extractor = {
  id: 'unity',
  depth: 'all',
  modes: ['default'],
  likely: () => false,
  wants: ({ name, head }) => isUnityMetadata(head) || name.endsWith('/Metadata/global-metadata.dat'),
  extract(bytes, { path }, sink, { report, limits }) {
    const metadata = readUnityMetadata(bytes, path, report, limits);
    if (metadata !== null) sink.strings(metadata.literals, path);
  },
};
