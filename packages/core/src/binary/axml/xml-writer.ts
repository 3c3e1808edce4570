/** Writes XML text out of hostile names and values: always well-formed, never longer or deeper than allowed. */

/** An attribute ready to be written: `local` is a safe name, `prefix` one of the writer's, or null outside of any namespace. */
export interface WritableAttribute {
  readonly prefix: string | null;
  readonly local: string;
  readonly value: string;
}

/** Android's namespace, always bound to the prefix `android`. */
export const androidNamespace = 'http://schemas.android.com/apk/res/android';

/** Collects the text of one document. */
export class XmlWriter {
  /** Elements whose end has not come yet. */
  depth = 0;
  /** Whether the root's end was written. */
  done = false;
  readonly #maxChars: number;
  readonly #maxNodes: number;
  readonly #parts: string[] = [];
  readonly #open: string[] = [];
  readonly #prefixes = new Map<string, string>([[androidNamespace, 'android']]);
  #chars = 0;
  #nodes = 0;
  #rootTag = '';

  /** `maxNodes` bounds elements and attributes together. */
  constructor(maxChars: number, maxNodes: number) {
    this.#maxChars = maxChars;
    this.#maxNodes = maxNodes;
  }

  /**
   * The prefix for a namespace: `android`, or `ns1`, `ns2` … in order of appearance; all are declared at the root. Null when
   * there is no room left for another.
   */
  prefixOf(uri: string): string | null {
    const known = this.#prefixes.get(uri);
    if (known !== undefined) return known;
    const prefix = `ns${this.#prefixes.size}`;
    if (!this.#take(escapeText(uri).length + prefix.length + 12)) return null;
    this.#prefixes.set(uri, prefix);
    return prefix;
  }

  /** Opens an element; false when the limit is reached, and then nothing was written. */
  start(name: string, attributes: readonly WritableAttribute[]): boolean {
    this.#nodes += 1 + attributes.length;
    if (this.#nodes > this.#maxNodes) return false;
    const safe = safeName(name);
    let tag = `<${safe}`;
    for (const { prefix, local, value } of attributes) {
      tag += ` ${prefix === null ? '' : `${prefix}:`}${local}="${escapeText(value)}"`;
    }
    // The end tag is paid for at once, so that every open element can still be closed.
    if (!this.#take(tag.length + safe.length + 4)) return false;
    if (this.#parts.length === 0) this.#rootTag = tag;
    this.#parts.push(this.#parts.length === 0 ? '' : `${tag}>`);
    this.#open.push(safe);
    this.depth++;
    return true;
  }

  /** Closes the innermost element, whatever name its end gives: Android counts depth only. */
  end(): void {
    const name = this.#open.pop();
    if (name === undefined) return;
    this.#parts.push(`</${name}>`);
    this.depth--;
    this.done = this.depth === 0;
  }

  /** The document, elements that are still open closed; empty when there was no element. */
  finish(): string {
    if (this.#parts.length === 0) return '';
    while (this.depth > 0) this.end();
    const namespaces = [...this.#prefixes].map(([uri, prefix]) => ` xmlns:${prefix}="${escapeText(uri)}"`).join('');
    this.#parts[0] = `${this.#rootTag}${namespaces}>`;
    return this.#parts.join('');
  }

  #take(chars: number): boolean {
    if (this.#chars + chars > this.#maxChars) return false;
    this.#chars += chars;
    return true;
  }
}

/** A name that XML allows, made of any text: other characters become `_`; colons too, since prefixes are written apart. */
export function safeName(name: string): string {
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

/** Text for an attribute; what XML 1.0 cannot hold at all (§2.2) becomes U+FFFD. */
function escapeText(text: string): string {
  return text.replace(
    /[&<>"\u0000-\u001f\ufffe\uffff]|\p{Surrogate}/gu,
    (character) => entities[character] ?? '\ufffd',
  );
}
