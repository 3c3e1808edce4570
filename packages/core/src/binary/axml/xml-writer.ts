/** Writes XML text out of hostile names and values: always well-formed, never longer than allowed. */

/** Android's namespace, always bound to the prefix `android`. */
export const androidNamespace = 'http://schemas.android.com/apk/res/android';

/** The text of one document in the making. */
export interface XmlWriter {
  readonly maxChars: number;
  /** Characters that are spent, ends of open elements and namespaces included. */
  chars: number;
  /** The root's start tag up to its namespaces, which are known at the end only; null before it. */
  rootTag: string | null;
  /** What follows the root's start tag. */
  text: string;
  /** Names of the elements whose end has not come yet. */
  readonly open: string[];
  /** Prefix by namespace. */
  readonly prefixes: Map<string, string>;
}

/** An empty document that can grow to `maxChars`. */
export function xmlWriter(maxChars: number): XmlWriter {
  return { maxChars, chars: 0, rootTag: null, text: '', open: [], prefixes: new Map([[androidNamespace, 'android']]) };
}

/**
 * The prefix for a namespace: `android`, or `ns1`, `ns2` … in order of appearance; all are declared at the root. Null when
 * there is no room left for another.
 */
export function prefixOf(writer: XmlWriter, uri: string): string | null {
  const known = writer.prefixes.get(uri);
  if (known !== undefined) return known;
  const prefix = `ns${writer.prefixes.size}`;
  if (!take(writer, escapeText(uri).length + prefix.length + 12)) return null;
  writer.prefixes.set(uri, prefix);
  return prefix;
}

/** Opens the element of this safe name; `tag` is its start tag without the `>`. False when there is no room, and then nothing is written. */
export function openElement(writer: XmlWriter, name: string, tag: string): boolean {
  // The end tag is paid for at once, so that every open element can still be closed.
  if (!take(writer, tag.length + name.length + 4)) return false;
  if (writer.rootTag === null) writer.rootTag = tag;
  else writer.text += `${tag}>`;
  writer.open.push(name);
  return true;
}

/** Closes the innermost element, whatever name its end gives: Android counts depth only. */
export function closeElement(writer: XmlWriter): void {
  writer.text += `</${writer.open.pop()}>`;
}

/** The document, elements that are still open closed; empty when there was no element. */
export function finishXml(writer: XmlWriter): string {
  if (writer.rootTag === null) return '';
  while (writer.open.length > 0) closeElement(writer);
  let namespaces = '';
  for (const [uri, prefix] of writer.prefixes) namespaces += ` xmlns:${prefix}="${escapeText(uri)}"`;
  return `${writer.rootTag}${namespaces}>${writer.text}`;
}

/** Characters that can still be spent. */
export function roomLeft(writer: XmlWriter): number {
  return writer.maxChars - writer.chars;
}

function take(writer: XmlWriter, chars: number): boolean {
  if (chars > roomLeft(writer)) return false;
  writer.chars += chars;
  return true;
}

/** A name that XML allows, made of any text: other characters become `_`; colons too, since prefixes are written apart. */
export function safeName(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9._-]*$/.test(name) && name !== 'xmlns') return name;
  const safe = name.replace(/[^A-Za-z0-9._\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff]/g, '_');
  return /^[A-Za-z_\u00c0-\u1fff]/.test(safe) && safe !== 'xmlns' ? safe : `_${safe}`;
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Text that stands for itself in an attribute, as nearly all does; this looks at units, which is faster than at characters. */
const plainText = /^[ !#-%'-;=?-\ud7ff\ue000-\ufffd]*$/;

/** Text for an attribute; what XML 1.0 cannot hold at all (§2.2) becomes U+FFFD. */
export function escapeText(text: string): string {
  if (plainText.test(text)) return text;
  return text.replace(
    /[&<>"\u0000-\u001f\ufffe\uffff]|\p{Surrogate}/gu,
    (character) => entities[character] ?? '\ufffd',
  );
}
