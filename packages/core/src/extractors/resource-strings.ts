/** Strings of resources: of resources.arsc, of binary XML (layouts, res/xml, manifests), and of both in bundles. */
import { readProtoResourceStrings } from '../binary/proto/read-resource-strings.js';
import { readProtoXmlStrings } from '../binary/proto/read-xml-strings.js';
import { readPoolStrings } from '../binary/read-pool-strings.js';
import type { Report } from '../errors.js';
import type { Limits } from '../limits.js';
import type { Extractor } from './extractor.js';
import { type ResourceForm, resourceForm } from './resource-form.js';
import type { TextTable } from './sink.js';

/** Offers all strings of the file; nothing else of it is read. XML that is text is left to the extractor `text`. */
export const resourceStrings: Extractor = {
  id: 'resource-strings',
  depth: 'all',
  modes: ['default'],
  likely: () => false,
  wants: (entry) => resourceForm(entry) !== null,
  extract(bytes, entry, sink, { report, limits }) {
    const form = resourceForm(entry);
    if (form === null) return;
    // What is wrong with a manifest is told by the extractor that is named after it.
    const remark = entry.name.endsWith('AndroidManifest.xml') ? () => {} : report;
    const strings = readers[form](bytes, entry.path, limits, remark);
    if (strings !== null && strings.count > 0) sink.strings(strings, entry.path);
  },
};

const readers: Record<
  ResourceForm,
  (bytes: Uint8Array, where: string, limits: Limits, report: Report) => TextTable | null
> = {
  arsc: (bytes, where, limits, report) => readPoolStrings(bytes, 'arsc', limits, report, where),
  axml: (bytes, where, limits, report) => readPoolStrings(bytes, 'axml', limits, report, where),
  'proto-table': (bytes, where, limits, report) => readProtoResourceStrings(bytes, limits, report, where),
  'proto-xml': (bytes, where, limits, report) => readProtoXmlStrings(bytes, limits, report, where),
};
