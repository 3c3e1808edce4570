/** Builds Android's binary XML (AXML) from a small element tree, with the oddities of protected apps on request. */
import { attributeIds } from './attribute-ids.js';
import { buildStringPool, type PoolEncoding, type PoolOddities } from './build-string-pool.js';
import { chunk, concat, type TypedInput, typedValue, u16, u32 } from './chunk.js';

/** An element; attribute names with the prefix `android:` lie in Android's namespace and get their resource id. */
export interface AxmlElement {
  readonly name: string;
  readonly attributes?: { readonly [name: string]: AxmlAttribute };
  /** Elements, and strings for text between them. */
  readonly children?: readonly (AxmlElement | string)[];
}

/** An attribute's value, or a value with the raw text that the binary form keeps beside it. */
export type AxmlAttribute = TypedInput | { readonly value: TypedInput; readonly raw: string };

/** The chunks of a binary XML file. */
export type AxmlChunk = 'file' | 'string-pool' | 'resource-map' | 'namespace' | 'start' | 'end' | 'text';

export interface AxmlOptions {
  /** Default `utf16`, as aapt2 writes manifests. */
  readonly encoding?: PoolEncoding;
  /** Ids of attributes beside the ones known to testkit, by name. */
  readonly ids?: { readonly [name: string]: number };
  /** Leave the names of attributes that have a resource id empty in the pool. */
  readonly emptyNames?: boolean;
  /** Bytes put before each chunk of the body, outside of any chunk. */
  readonly padding?: Uint8Array;
  /** Put a chunk of an unknown type before each chunk of the body. */
  readonly unknownChunks?: boolean;
  /** Zero bytes at the end of each chunk's header, the file's included. */
  readonly extraHeader?: number;
  /** The size to state for a chunk instead of the true one. */
  readonly statedSize?: (kind: AxmlChunk, size: number) => number;
  readonly pool?: PoolOddities;
  /** Bytes from the element's own data to its attributes; 20 in ordinary files. */
  readonly attributeStart?: number;
  /** Bytes from one attribute to the next; 20 in ordinary files. */
  readonly attributeSize?: number;
  /** The number of attributes to state instead of the true one. */
  readonly attributeCount?: (count: number) => number;
  /** `none` writes no namespace at all, `undeclared` uses it without a namespace chunk. */
  readonly namespaces?: 'declared' | 'undeclared' | 'none';
  /** Type of the file's own chunk; 3 in ordinary files. */
  readonly fileType?: number;
}

const androidUri = 'http://schemas.android.com/apk/res/android';
const none = 0xffffffff;

/** The bytes of a binary XML file whose root is `root`. */
export function buildAxml(root: AxmlElement, options: AxmlOptions = {}): Uint8Array {
  const strings = new StringTable(options);
  strings.collectNames(root);
  const nodes: Uint8Array[] = [];
  const put = (kind: AxmlChunk, type: number, ext: Uint8Array) =>
    nodes.push(chunk(type, u32(1, none), ext, oddities(kind, options)));
  const namespace = u32(strings.index('android'), strings.index(androidUri));
  if (options.namespaces === undefined || options.namespaces === 'declared') put('namespace', 0x100, namespace);
  const write = (node: AxmlElement | string): void => {
    if (typeof node === 'string') {
      put('text', 0x104, concat(u32(strings.index(node)), u16(8, 0x300), u32(strings.index(node))));
      return;
    }
    put('start', 0x102, startExt(node, strings, options));
    node.children?.forEach(write);
    put('end', 0x103, u32(none, strings.index(node.name)));
  };
  write(root);
  if (options.namespaces === undefined || options.namespaces === 'declared') put('namespace', 0x101, namespace);
  const pool = buildStringPool(strings.texts, options.encoding ?? 'utf16', {
    ...oddities('string-pool', options),
    ...options.pool,
  });
  const map = chunk(0x180, new Uint8Array(0), u32(...strings.ids), oddities('resource-map', options));
  const body = [pool, map, ...nodes].flatMap((bytes) => [...between(options), bytes]);
  return chunk(options.fileType ?? 3, new Uint8Array(0), concat(...body), oddities('file', options));
}

function oddities(kind: AxmlChunk, options: AxmlOptions) {
  return {
    extraHeader: options.extraHeader ?? 0,
    statedSize: (size: number) => options.statedSize?.(kind, size) ?? size,
  };
}

function between(options: AxmlOptions): Uint8Array[] {
  // Android skips it only with the header of a node (16 bytes).
  const unknown = chunk(0x7777, new Uint8Array(8), new Uint8Array(12));
  return [...(options.padding ? [options.padding] : []), ...(options.unknownChunks ? [unknown] : [])];
}

function startExt(element: AxmlElement, strings: StringTable, options: AxmlOptions): Uint8Array {
  const attributes = Object.entries(element.attributes ?? {})
    .map(([name, value]) => ({ ...splitName(name), value }))
    .sort((a, b) => (strings.id(a) ?? none) - (strings.id(b) ?? none));
  const start = options.attributeStart ?? 20;
  const size = options.attributeSize ?? 20;
  const encoded = attributes.map((attribute) => {
    const input = attribute.value;
    const { value, raw } = typeof input === 'object' && 'raw' in input ? input : { value: input, raw: null };
    const typed = typedValue(value, (text) => strings.index(text));
    const rawIndex = raw === null ? (typed.type === 3 ? typed.data : none) : strings.index(raw);
    const uri = attribute.android && options.namespaces !== 'none' ? strings.index(androidUri) : none;
    const head = u32(uri, strings.nameIndex(attribute), rawIndex);
    return concat(head, u16(8), Uint8Array.of(0, typed.type), u32(typed.data), new Uint8Array(Math.max(0, size - 20)));
  });
  return concat(
    u32(none, strings.index(element.name)),
    u16(start, size, options.attributeCount?.(attributes.length) ?? attributes.length, 0, 0, 0),
    new Uint8Array(Math.max(0, start - 20)),
    ...encoded,
  );
}

interface AttributeName {
  readonly android: boolean;
  readonly local: string;
}

function splitName(name: string): AttributeName {
  return name.startsWith('android:') ? { android: true, local: name.slice(8) } : { android: false, local: name };
}

/** The string pool in the making: names with a resource id come first, as the resource map asks. */
class StringTable {
  readonly texts: string[] = [];
  readonly ids: number[] = [];
  readonly #names = new Map<string, number>();
  readonly #indexes = new Map<string, number>();
  readonly #options: AxmlOptions;

  constructor(options: AxmlOptions) {
    this.#options = options;
  }

  id(name: AttributeName): number | undefined {
    return name.android ? (this.#options.ids?.[name.local] ?? attributeIds[name.local]) : undefined;
  }

  collectNames(element: AxmlElement): void {
    for (const name of Object.keys(element.attributes ?? {}).map(splitName)) {
      const id = this.id(name);
      if (id === undefined || this.#names.has(name.local)) continue;
      this.#names.set(name.local, this.texts.length);
      this.texts.push(this.#options.emptyNames ? '' : name.local);
      this.ids.push(id);
    }
    for (const child of element.children ?? []) if (typeof child !== 'string') this.collectNames(child);
  }

  nameIndex(name: AttributeName): number {
    return (this.id(name) === undefined ? undefined : this.#names.get(name.local)) ?? this.index(name.local);
  }

  index(text: string): number {
    const known = this.#indexes.get(text);
    if (known !== undefined) return known;
    this.#indexes.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}
