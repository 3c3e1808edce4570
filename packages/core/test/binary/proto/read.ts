/** Runs the readers on bytes, for the tests beside this. */
import { protoXmlToXml } from '../../../src/binary/proto/proto-xml-to-xml.js';
import { readProtoResourceStrings } from '../../../src/binary/proto/read-resource-strings.js';
import { readProtoResources } from '../../../src/binary/proto/read-resource-table.js';
import { decodeText } from '../../../src/binary/proto/wire.js';
import type { Code } from '../../../src/errors.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

/** What a reader gave, and the codes that were reported on the way. */
function reading<T>(limits: Partial<Limits>, read: (limits: Limits, report: (it: { code: Code }) => void) => T) {
  const codes: Code[] = [];
  const value = read({ ...defaultLimits, ...limits }, ({ code }) => codes.push(code));
  return { value, codes };
}

export function toXml(bytes: Uint8Array, limits: Partial<Limits> = {}): { xml: string; codes: Code[] } {
  const { value, codes } = reading(limits, (all, report) => protoXmlToXml(bytes, all, report, 'AndroidManifest.xml'));
  return { xml: value, codes };
}

export function resources(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  const { value, codes } = reading(limits, (all, report) => readProtoResources(bytes, all, report, 'resources.pb'));
  return { lookup: value.lookup, codes };
}

export function strings(bytes: Uint8Array, limits: Partial<Limits> = {}): { texts: string[]; codes: Code[] } {
  const { value, codes } = reading(limits, (all, report) =>
    readProtoResourceStrings(bytes, all, report, 'resources.pb'),
  );
  const { count, starts, ends } = value;
  const texts = Array.from({ length: count }, (_, i) => decodeText(value.bytes, starts[i]!, ends[i]!, 1 << 20));
  return { texts, codes };
}

/** The declaration that every root carries. */
export const xmlns = 'xmlns:android="http://schemas.android.com/apk/res/android"';
