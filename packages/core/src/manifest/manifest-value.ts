/** Reads attribute text as a manifest value: text, or a reference into resources.arsc. */
import type { ManifestValue } from './manifest.js';

/**
 * `@7f0b0001`, as binary manifests are written out (`binary/axml/attribute-text.ts`), is a reference; a backslash before
 * `@`, `?` or `\` says that the rest is text. A name such as `@string/app_name` in a text manifest stays text: there
 * is no table of names to look it up in. `@00000000` is Android's `@null`, no value at all.
 */
export function manifestValue(attribute: string): ManifestValue | null {
  if (/^@[0-9a-f]{8}$/.test(attribute)) {
    const reference = Number.parseInt(attribute.slice(1), 16);
    return reference === 0 ? null : { reference };
  }
  return { text: /^\\[@?\\]/.test(attribute) ? attribute.slice(1) : attribute };
}

/** The text of a value; null for a reference, which names of components and permissions never are in practice. */
export function literal(value: ManifestValue | null): string | null {
  return value !== null && 'text' in value ? value.text : null;
}
