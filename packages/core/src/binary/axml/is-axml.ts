/** Tells binary XML from text by its first bytes. */

/**
 * Whether these first bytes (four at least) begin binary XML. Android does not look at the type of the first chunk
 * (ResXMLTree::setTo), and protected apps write nonsense there; the header size behind it is a small multiple of four, which no
 * text holds at this place.
 */
export function isAxml(head: Uint8Array): boolean {
  const [first, second, sizeLow, sizeHigh] = head;
  if (sizeLow === undefined || sizeHigh === undefined) return false;
  if (first === 0x03 && second === 0x00) return true;
  return sizeHigh === 0 && sizeLow >= 8 && sizeLow < 0x20 && sizeLow % 4 === 0;
}
