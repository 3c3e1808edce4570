/** Starts and ends of elements: counts how deep they lie, checks their sizes, and passes on those that are wanted. */
import { type AxmlScan, depthOf, note } from './axml-scan.js';
import { attributesEnd, countAttributes, elementExtBytes, isPlausible } from './chunk-sizes.js';
import { leaveOut } from './leave-out.js';
import { writeStart } from './start-element.js';
import { stringAt } from './xml-strings.js';
import { closeElement } from './xml-writer.js';

/** Reads the start of an element, whose chunk ends at `next`; gives the offset of the chunk after it. */
export function readStart(scan: AxmlScan, offset: number, headerSize: number, next: number): number {
  const ext = offset + headerSize;
  if (ext + elementExtBytes > next) {
    const message = `element needs ${elementExtBytes} bytes after its header, it has ${next - ext}`;
    note(scan, 'axml/bad-chunk', offset, message);
    if (ext + elementExtBytes > scan.end) return next;
  }
  const end = attributesEnd(scan.view, ext) <= next ? next : mendedEnd(scan, offset, ext, next);
  const depth = depthOf(scan);
  const { maxXmlDepth } = scan.limits;
  if (depth >= maxXmlDepth) {
    scan.leftOut++;
    if (depth === maxXmlDepth) {
      note(scan, 'limit/xml', offset, `elements lie deeper than ${maxXmlDepth}; deeper ones are left out`);
    }
    return end;
  }
  return openIfWanted(scan, offset, ext, end);
}

/** Reads the end of an element; whatever its name, it belongs to the innermost that is open. */
export function readEnd(scan: AxmlScan): void {
  if (depthOf(scan) === 0) return;
  if (scan.leftOut > 0) {
    scan.leftOut--;
  } else {
    scan.wanted.pop();
    closeElement(scan.writer);
  }
  scan.done = depthOf(scan) === 0;
}

/** Where the element ends whose own data begins at `ext` and does not end before `next`. */
function mendedEnd(scan: AxmlScan, offset: number, ext: number, next: number): number {
  const contentEnd = attributesEnd(scan.view, ext);
  note(scan, 'axml/bad-chunk', offset, `element's attributes end at ${contentEnd}, its chunk at ${next}`);
  // Either the size is wrong or the number is: the place where the next chunk begins tells.
  if (next !== scan.end && !isPlausible(scan.view, next, scan.end) && contentEnd <= scan.end) return contentEnd;
  return Math.max(next, ext + elementExtBytes);
}

/** Opens the element or leaves it out; gives the offset of the first chunk behind `end` that has to be looked at. */
function openIfWanted(scan: AxmlScan, offset: number, ext: number, end: number): number {
  const { view, limits, strings, wanted } = scan;
  const count = countAttributes(view, ext, end);
  scan.nodes += 1 + count;
  if (scan.nodes > limits.maxXmlNodes) return fill(scan, offset);
  if (scan.leftOut > 0) return leaveOut(scan, end);
  const name = stringAt(strings, view.getUint32(ext + 4, true)) ?? '';
  if (strings.unitsLeft < 0) return fill(scan, offset);
  const part = wanted[wanted.length - 1]!.elements.get(name);
  if (part === undefined) return leaveOut(scan, end);
  if (!writeStart(scan, ext, count, name, part)) return fill(scan, offset);
  wanted.push(part);
  return end;
}

/** Ends the reading at a limit. */
function fill(scan: AxmlScan, offset: number): number {
  scan.done = true;
  const { maxXmlChars, maxXmlNodes } = scan.limits;
  const message = `binary XML grows past ${maxXmlChars} characters or ${maxXmlNodes} elements and attributes; the rest is left out`;
  note(scan, 'limit/xml', offset, message);
  return scan.end;
}
