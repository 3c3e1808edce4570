/** Offers the components, permissions and meta-data of each AndroidManifest.xml. */
import { readManifest } from '../manifest/read-manifest.js';
import type { Extractor } from './extractor.js';

export const manifest: Extractor = {
  id: 'manifest',
  depth: 'dex',
  modes: ['default', 'exodus'],
  likely: isManifest,
  wants: ({ name }) => isManifest(name),
  extract(bytes, entry, sink, { report, limits }) {
    const read = readManifest(bytes, entry.path, limits, report);
    if (read !== null) sink.manifest(read, entry.path, entry.depth);
  },
};

function isManifest(name: string): boolean {
  return name === 'AndroidManifest.xml';
}
