/** The one door to asn1js: reads BER and DER, and takes its objects apart, so that its classes end here. */
import { BaseBlock, BaseStringBlock, EndOfContent, fromBER, ObjectIdentifier, RelativeObjectIdentifier } from 'asn1js';

/** One element of ASN.1; look into it with the functions of this file. */
export type Asn1 = BaseBlock;

/** Classes of tags (X.690, 8.1.2.2), as asn1js counts them. */
const universal = 1;
const contextSpecific = 3;

/** Numbers of universal tags (X.680, 8.4). */
export const tags = {
  integer: 2,
  bitString: 3,
  octetString: 4,
  sequence: 16,
  set: 17,
  utcTime: 23,
  generalizedTime: 24,
};

/**
 * Bounds on bombs. A certificate nests 7 deep and has 60 to 200 elements, PKCS#7 data with a chain of five about 1,000.
 * Octet strings are not searched for more ASN.1 inside them.
 */
const bounds = { maxDepth: 32, maxNodes: 8192, parseEmbedded: false };

/** Reads the element that the bytes begin with, or null when there is none. Whatever follows it is left alone. */
export function parseAsn1(bytes: Uint8Array): Asn1 | null {
  try {
    const { offset, result } = fromBER(bytes, bounds);
    return offset === -1 || result.error !== '' ? null : result;
  } catch {
    // asn1js reports what is wrong with the bytes; should it throw all the same, they are as unreadable.
    return null;
  }
}

/** The elements inside a constructed one, else none. */
export function childrenOf(node: Asn1 | undefined): readonly Asn1[] {
  const inside = (node?.valueBlock as { readonly value?: unknown } | undefined)?.value;
  if (!node?.idBlock.isConstructed || !Array.isArray(inside)) return [];
  return inside.filter((child): child is Asn1 => child instanceof BaseBlock && !(child instanceof EndOfContent));
}

/** Whether the element has this universal tag. */
export function isTagged(node: Asn1 | undefined, tag: number): node is Asn1 {
  return node?.idBlock.tagClass === universal && node.idBlock.tagNumber === tag;
}

/** Whether the element has this context-specific tag, `[tag]`. */
export function isContext(node: Asn1 | undefined, tag: number): node is Asn1 {
  return node?.idBlock.tagClass === contextSpecific && node.idBlock.tagNumber === tag;
}

/** The whole element: identifier, length and contents. */
export function bytesOf(node: Asn1): Uint8Array {
  return node.valueBeforeDecodeView;
}

/** What comes after identifier and length, where the length is stated. */
export function contentOf(node: Asn1): Uint8Array {
  return node.valueBeforeDecodeView.subarray(node.idBlock.blockLength + node.lenBlock.blockLength);
}

/** The bits of a BIT STRING, whose contents begin with the number of unused ones. */
export function bitsOf(node: Asn1): Uint8Array {
  return contentOf(node).subarray(1);
}

/** An object identifier in dotted notation, or null. */
export function oidOf(node: Asn1 | undefined): string | null {
  if (!(node instanceof ObjectIdentifier) || node instanceof RelativeObjectIdentifier) return null;
  return node.getValue();
}

/** The text of a string of any of ASN.1's kinds, or null. */
export function textOf(node: Asn1 | undefined): string | null {
  return node instanceof BaseStringBlock ? node.getValue() : null;
}
