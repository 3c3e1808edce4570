/** LibraryVersion: which library an app was built with, and where it says so. */
import type { Location } from '../observation.js';

/** A library and its version, as a file in the app states them. */
export interface LibraryVersion {
  /** `group:name` of Maven where the file tells both, else the name that it has for itself: `kotlinx_coroutines_core`. */
  readonly artifact: string;
  /** `19.0.1`: begins with a digit, 64 characters at most, letters, digits and `.+_-` only. */
  readonly version: string;
  readonly where: Location;
}

/** Longer than any version that is published; what is longer is something else. */
const versionPattern = /^\d[\dA-Za-z.+_-]{0,63}$/;
/** Maven allows no other characters in its coordinates; the longest in use have less than half this length. */
const artifactPattern = /^[\dA-Za-z._-]{1,128}(:[\dA-Za-z._-]{1,128})?$/;

/** Whether a text is a version as libraries write them; what is not may be anything, and is never shown. */
export function isVersion(text: string): boolean {
  return versionPattern.test(text);
}

/** Whether a text can be the name of a library, with or without its group. */
export function isArtifact(text: string): boolean {
  return artifactPattern.test(text);
}
