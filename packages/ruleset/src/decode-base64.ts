/** Base64 to bytes, on any runtime. */

/** The bytes that `text` stands for (RFC 4648, section 4). */
export function decodeBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer;
}
