/** What can be the name of a library, and what its version. */

/** Longer than any version that is published; what is longer is something else. */
const versionPattern = /^\d[\dA-Za-z.+_-]{0,63}$/;
/** Maven allows no other characters in its coordinates; the longest in use have less than half this length. */
const libraryPattern = /^[\dA-Za-z._-]{1,128}(:[\dA-Za-z._-]{1,128})?$/;

/** Whether a text is a version as libraries write them; what is not may be anything, and is never shown. */
export function isVersion(text: string): boolean {
  return versionPattern.test(text);
}

/** Whether a text can be the name of a library, with or without its group. */
export function isLibrary(text: string): boolean {
  return libraryPattern.test(text);
}
