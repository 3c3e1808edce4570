/** Which elements and attributes of a document its reader wants, said as a tree of names. */

/** What is wanted of one element, or of the document itself, which has no attributes and one element at most. */
export interface XmlPart {
  /** Whether attributes of this local name are wanted, whatever their namespace. */
  readonly attributes: { has(local: string): boolean };
  /** What is wanted of an element of this name inside; undefined leaves it out with all that it holds. */
  readonly elements: { get(name: string): XmlPart | undefined };
}

/** All elements with all their attributes. */
export const everything: XmlPart = {
  attributes: { has: () => true },
  elements: { get: () => everything },
};

/** These attributes, and of these elements what is said of each. */
export function partOf(attributes: readonly string[], elements: { readonly [name: string]: XmlPart } = {}): XmlPart {
  return { attributes: new Set(attributes), elements: new Map(Object.entries(elements)) };
}
