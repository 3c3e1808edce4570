/** Passes over the elements inside of one that nobody wants: in a manifest the intent filters, which are most of it. */
import type { AxmlScan } from './axml-scan.js';
import { attributeBytes } from './chunk-sizes.js';

/** Type and header size of ordinary starts and ends of elements, read as one number. */
const ordinaryStart = 0x0010_0102;
const ordinaryEnd = 0x0010_0103;
const endBytes = 24;
const startBytes = 36;
/** `attributeStart` and `attributeSize` of ordinary elements, likewise. */
const ordinaryAttributes = 0x0014_0014;

/**
 * Leaves out the element whose start ends at `start`, and what is in it, as long as nothing is odd about it; gives the offset of the
 * first chunk that has to be looked at with more care, or of the element's own end. Only depth and limits are counted.
 */
export function leaveOut(scan: AxmlScan, start: number): number {
  const { view, end, limits } = scan;
  const outer = scan.wanted.length - 1;
  let { leftOut, nodes } = scan;
  leftOut++;
  let offset = start;
  for (let size = 0; offset + endBytes <= end; offset += size) {
    const head = view.getUint32(offset, true);
    size = view.getUint32(offset + 4, true);
    if (size < endBytes || size > end - offset) break;
    if (head === ordinaryEnd) {
      if (leftOut === 1) break;
      leftOut--;
    } else {
      if (head !== ordinaryStart || size < startBytes) break;
      if (view.getUint32(offset + 24, true) !== ordinaryAttributes) break;
      const count = view.getUint16(offset + 28, true);
      if (startBytes + count * attributeBytes > size) break;
      if (outer + leftOut >= limits.maxXmlDepth || nodes + 1 + count > limits.maxXmlNodes) break;
      nodes += 1 + count;
      leftOut++;
    }
  }
  scan.leftOut = leftOut;
  scan.nodes = nodes;
  return offset;
}
