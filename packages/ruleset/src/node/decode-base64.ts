/** Base64 to bytes, natively: it takes a fraction of the time, at every start of the command. */

/** The bytes that `text` stands for (RFC 4648, section 4). */
export function decodeBase64(text: string): ArrayBuffer {
  return new Uint8Array(Buffer.from(text, 'base64')).buffer;
}
