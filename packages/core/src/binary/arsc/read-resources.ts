/** Reads resources.arsc far enough to follow a reference to its text in the default configuration. */
import type { Code, Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import { chunkHeaderBytes, chunkTypes, fits, readChunk, viewOf } from '../resource-chunk.js';
import { emptyStringPool, readStringPool } from '../string-pool.js';
import { isReference, typedValueText, valueTypes } from '../typed-value.js';
import { compareConfigurations, distanceFromDefault } from './configuration.js';
import { indexPackage, type OnBadChunk, TypeChunks, visitChunks } from './package-index.js';
import { configurationOffset, type ResourceValue, readEntry } from './type-chunk.js';

/** Bytes of `ResTable_header`: a chunk header and the number of packages. */
const tableHeaderBytes = 12;

/** The resources of one app. */
export interface ResourceTable {
  /**
   * The text of the resource with this id (`0x7f0b0001`) in the default configuration, references followed; null when the table
   * does not hold it, it is no single value, or its references lead nowhere or in a circle.
   */
  lookup(id: number): string | null;
}

/**
 * Reads resources.arsc (`ResTable_header`). Nothing is decoded but what is looked up. Of a resource's values the default
 * configuration's counts; where there is none, the one nearest to it (`configuration.ts`), then the first by the bytes of its
 * configuration, then the first in the file. A reference whose value is null, or goes on for more than `maxResourceHops`, gives null.
 *
 * Reports `arsc/bad-chunk` and `limit/resource-bytes`.
 */
export function readResources(bytes: Uint8Array, limits: Limits, report: Report, where: string): ResourceTable {
  const read = bytes.subarray(0, limits.maxResourceBytes);
  const view = viewOf(read);
  const note = (code: Code, offset: number, message: string) =>
    report({ code, where: [{ entry: where, offset }], message });
  let badChunks = 0;
  const onBadChunk: OnBadChunk = (chunk, end) => {
    // Beyond the bound nothing is kept, so nothing needs to be worded: a table of 256 MiB can hold ten million such chunks.
    if (badChunks++ > limits.maxDiagnostics) return;
    const { type, offset, headerSize, size } = chunk;
    const message = `chunk of type 0x${type.toString(16)} states a header of ${headerSize} and a size of ${size} bytes, ${end - offset} are left`;
    note('arsc/bad-chunk', offset, message);
  };
  if (read.length < bytes.length) {
    note('limit/resource-bytes', read.length, `a resource table of ${bytes.length} bytes, ${read.length} are read`);
  }

  const types = new TypeChunks();
  let strings = emptyStringPool;
  visitChunks(view, tableStart(view, onBadChunk), read.length, onBadChunk, (chunk) => {
    if (chunk.type === chunkTypes.stringPool && strings === emptyStringPool) {
      strings = readStringPool(read, chunk, read.length, limits.maxStringUnits);
    } else if (chunk.type === chunkTypes.package) {
      indexPackage(view, chunk, types, onBadChunk);
    }
  });

  const lookup = (start: number): string | null => {
    let id = start;
    for (let hops = 0; hops <= limits.maxResourceHops; hops++) {
      const value = defaultValue(view, types.of(id), id & 0xffff);
      if (value === null) return null;
      if (value.type === valueTypes.string) return strings.text(value.data);
      if (!isReference(value.type))
        return value.type === valueTypes.null ? null : typedValueText(value.type, value.data);
      id = value.data;
    }
    return null;
  };
  return { lookup };
}

/** Where the table's chunks begin. Those inside have sizes of their own, so that a wrong size of the whole is only reported. */
function tableStart(view: DataView, onBadChunk: OnBadChunk): number {
  const { byteLength } = view;
  const header = byteLength < chunkHeaderBytes ? { type: 0, offset: 0, headerSize: 0, size: 0 } : readChunk(view, 0);
  const right = header.type === chunkTypes.table && header.headerSize >= tableHeaderBytes;
  if (!right || !fits(header, byteLength)) onBadChunk(header, byteLength);
  return right ? header.headerSize : tableHeaderBytes;
}

/** The value of an entry in the chunk whose configuration is nearest to the default. */
function defaultValue(view: DataView, offsets: readonly number[], index: number): ResourceValue | null {
  let best: { value: ResourceValue; distance: number; config: number } | null = null;
  for (const offset of offsets) {
    const stated = readChunk(view, offset);
    const chunk = { ...stated, size: Math.min(stated.size, view.byteLength - offset) };
    const config = offset + configurationOffset;
    const end = offset + chunk.headerSize;
    const distance = distanceFromDefault(view, config, end);
    if (best !== null && distance > best.distance) continue;
    const value = readEntry(view, chunk, index);
    if (value === null) continue;
    const nearer =
      best === null ||
      distance < best.distance ||
      compareConfigurations(view, config, best.config, view.byteLength) < 0;
    if (nearer) best = { value, distance, config };
    if (distance === 0) break;
  }
  return best?.value ?? null;
}
