/** Flutter apps: strings of Dart kernel and snapshots, the assets, and the packages whose licences the app shows. */
import { inflateHead } from '../archive/inflate-head.js';
import { isDartKernel, readKernel } from '../binary/flutter/kernel.js';
import { readNotices } from '../binary/flutter/notices.js';
import { isDartSnapshot } from '../binary/flutter/snapshot.js';
import { readMessageStrings } from '../binary/flutter/standard-message.js';
import { gzipMember, isGzip } from '../binary/gzip.js';
import type { EntryView, ExtractContext, Extractor } from './extractor.js';
import type { Sink } from './sink.js';

/** Release builds have their strings in libapp.so, which the extractor `native-library` reads; older lists of assets are texts. */
export const flutter: Extractor = {
  id: 'flutter',
  depth: 'all',
  modes: ['default'],
  likely: () => false,
  wants: ({ name, head }) =>
    isDartKernel(head) || isDartSnapshot(head) || isAssetManifest(name) || isNotices(name, head),
  extract(bytes, entry, sink, context) {
    const { path } = entry;
    const { report, limits } = context;
    if (isDartSnapshot(bytes)) sink.text(bytes, path, 0);
    else if (isDartKernel(bytes)) {
      for (const { strings } of readKernel(bytes, path, report, limits)) sink.strings(strings, path);
    } else if (isAssetManifest(entry.name)) sink.strings(readMessageStrings(bytes, path, report, limits), path);
    else offerNotices(bytes, entry, sink, context);
  },
};

const isAssetManifest = (name: string): boolean => name.endsWith('flutter_assets/AssetManifest.bin');
const isNotices = (name: string, head: Uint8Array): boolean =>
  name.endsWith('flutter_assets/NOTICES.Z') && isGzip(head);

/** Bytes of licences that are looked at; an app of a hundred packages has 2 MB of them, unpacked. */
const maxNotices = 8 * 1024 * 1024;
/** No DEFLATE stream inflates to more than 1,032 times its length: 258 bytes for two bits (zlib's technical notes). */
const maxRatio = 1032;

/** Names of packages, and not the licences: these name hosts of everybody who ever wrote one. */
function offerNotices(
  bytes: Uint8Array,
  { path }: EntryView,
  sink: Sink,
  { report, limits, budget }: ExtractContext,
): void {
  const { start, end } = gzipMember(bytes)?.data ?? { start: 0, end: 0 };
  const possible = Math.min((end - start) * maxRatio, maxNotices, budget.bytesLeft);
  const notices = inflateHead(bytes.subarray(start, end), possible);
  budget.bytesLeft -= notices.bytes.length;
  if (start === end || notices.end !== 'done') {
    const message = `Expected compressed licences; the data breaks off or is damaged after ${notices.bytes.length} bytes.`;
    report({ code: 'zip/bad-data', where: [{ entry: path }], message });
  }
  sink.strings(readNotices(notices.bytes, limits.maxTableItems), path);
}
