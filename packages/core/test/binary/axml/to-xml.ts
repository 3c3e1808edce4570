/** Runs the reader on bytes, for the tests beside this. */
import { axmlToXml } from '../../../src/binary/axml/axml-to-xml.js';
import type { XmlPart } from '../../../src/binary/axml/xml-part.js';
import type { Code, Diagnostic } from '../../../src/errors.js';
import { defaultLimits, type Limits } from '../../../src/limits.js';

/** The XML text, and the codes that were reported on the way. */
export function toXml(bytes: Uint8Array, limits: Partial<Limits> = {}, part?: XmlPart): { xml: string; codes: Code[] } {
  const { xml, diagnostics } = toXmlWithDiagnostics(bytes, limits, part);
  return { xml, codes: diagnostics.map(({ code }) => code) };
}

/** The same with all that was reported. */
export function toXmlWithDiagnostics(bytes: Uint8Array, limits: Partial<Limits> = {}, part?: XmlPart) {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const xml = axmlToXml(bytes, { ...defaultLimits, ...limits }, report, 'AndroidManifest.xml', part);
  return { xml, diagnostics };
}

/** The declaration that every root carries. */
export const xmlns = 'xmlns:android="http://schemas.android.com/apk/res/android"';
