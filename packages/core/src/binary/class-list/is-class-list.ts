/** Tells a list of class names from other text by its first lines. */
import { type ClassNameLine, lineKinds, readClassNameLine } from './class-name-line.js';

/** Bytes of a file that are looked at. */
export const classListHead = 64 * 1024;

/**
 * Whether these first bytes of a file of `size` bytes are lines with one class name each. Every whole line has to be one, and half of
 * them to have a package: words alone are no list of classes.
 */
export function isClassList(head: Uint8Array, size: number): boolean {
  const line: ClassNameLine = { kind: 0, start: 0, end: 0, segments: 0 };
  let names = 0;
  let withPackage = 0;
  let at = startOfText(head);
  while (at < head.length) {
    const feed = head.indexOf(0x0a, at);
    // What is left of a line that is cut is none to judge by.
    if (feed === -1 && head.length < size) break;
    const end = feed === -1 ? head.length : feed;
    readClassNameLine(head, at, end, line);
    if (line.kind === lineKinds.other) return false;
    if (line.kind === lineKinds.name) names++;
    if (line.kind === lineKinds.name && line.segments > 1) withPackage++;
    at = end + 1;
  }
  return withPackage > 0 && withPackage * 2 >= names;
}

/** Where text in UTF-8 begins: behind its byte order mark, if it has one. */
export function startOfText(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}
