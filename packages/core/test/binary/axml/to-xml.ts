/** Runs the reader on bytes, for the tests beside this. */
import { axmlToXml } from '../../../src/binary/axml/axml-to-xml.js';
import type { Code } from '../../../src/errors.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

/** The XML text, and the codes that were reported on the way. */
export function toXml(bytes: Uint8Array, limits: Partial<Limits> = {}): { xml: string; codes: Code[] } {
  const codes: Code[] = [];
  const xml = axmlToXml(bytes, { ...defaultLimits, ...limits }, ({ code }) => codes.push(code), 'AndroidManifest.xml');
  return { xml, codes };
}

/** The declaration that every root carries. */
export const xmlns = 'xmlns:android="http://schemas.android.com/apk/res/android"';
