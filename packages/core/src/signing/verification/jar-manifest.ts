/** Reads MANIFEST.MF and `.SF` files (JAR File Specification, "JAR Manifest"): attributes in sections, which blank lines end. */

/** Attributes of one section, their names in lower case. */
export type Attributes = ReadonlyMap<string, string>;

export interface JarManifest {
  readonly main: JarSection;
  /** The sections of entries by their `Name`; of two with the same the first. */
  readonly sections: ReadonlyMap<string, JarSection>;
}

export interface JarSection {
  readonly attributes: Attributes;
  /** As it stands in the file, up to and with the blank line: what a `.SF` file has the digest of. */
  readonly bytes: Uint8Array;
}

const utf8 = new TextDecoder();

/** Up to the first blank line, or what is left. */
const section = /[\s\S]*?(?:\r\n|\n|\r(?!\n)){2}|[\s\S]+$/g;

/** Reads the text; what is no attribute is passed over. */
export function readJarManifest(bytes: Uint8Array): JarManifest {
  const text = new TextDecoder('latin1').decode(bytes);
  const sections = new Map<string, JarSection>();
  let main: JarSection = { attributes: new Map(), bytes: new Uint8Array() };
  for (const { 0: lines, index } of text.matchAll(section)) {
    const part = { attributes: attributesOf(lines), bytes: bytes.subarray(index, index + lines.length) };
    const name = part.attributes.get('name');
    if (index === 0) main = part;
    else if (name !== undefined && !sections.has(name)) sections.set(name, part);
  }
  return { main, sections };
}

function attributesOf(lines: string): Attributes {
  const attributes = new Map<string, string>();
  // A line is cut after 72 bytes and goes on after a blank, be it within a character: first put together, then decoded.
  const whole = lines.replaceAll(/\r\n|\r/g, '\n').replaceAll('\n ', '');
  for (const line of whole.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0)
      attributes.set(line.slice(0, colon).toLowerCase(), decodeUtf8(line.slice(colon + 1).replace(/^ /, '')));
  }
  return attributes;
}

/** One character a byte, back to the bytes and read as what they are. */
function decodeUtf8(latin1: string): string {
  return utf8.decode(Uint8Array.from(latin1, (character) => character.charCodeAt(0)));
}
