/** Builds resources.arsc: packages with resources in several configurations, in every entry layout the format knows. */
import { buildStringPool, type PoolEncoding } from '../axml/build-string-pool.js';
import { aligned, chunk, concat, type TypedInput, typedValue, u16, u32 } from '../axml/chunk.js';

/** One value of a resource, for one configuration; without a configuration it is the default. */
export interface ArscValue {
  readonly value: TypedInput;
  readonly config?: ArscConfig;
}

/** The qualifiers a test may need. */
export interface ArscConfig {
  /** Two letters. */
  readonly language?: string;
  /** Two letters. */
  readonly region?: string;
  /** 1 portrait, 2 landscape. */
  readonly orientation?: number;
  /** Dots per inch. */
  readonly density?: number;
  readonly sdk?: number;
}

/** One package; several of the same id may follow each other. */
export interface ArscPackage {
  readonly package: string;
  /** Default 0x7f, an app's own. */
  readonly packageId?: number;
  /** Values by `type/name`; types and entries are numbered in order of appearance, from 1 and from 0. */
  readonly resources: { readonly [name: string]: TypedInput | readonly ArscValue[] };
  /** How entries lie in a type: default `plain`. */
  readonly layout?: 'plain' | 'sparse' | 'offset16' | 'compact';
}

export interface ArscOptions {
  /** Encoding of the pool of values; default `utf8`, as aapt2 writes it. */
  readonly encoding?: PoolEncoding;
  /** Put a chunk of an unknown type before each chunk. */
  readonly unknownChunks?: boolean;
}

/** The bytes of a resources.arsc. */
export function buildArsc(packages: ArscPackage | readonly ArscPackage[], options: ArscOptions = {}): Uint8Array {
  const list = 'package' in packages ? [packages] : packages;
  const texts = new Texts();
  const chunks = list.map((one) => buildPackage(one, texts, options));
  const pool = buildStringPool(texts.list, options.encoding ?? 'utf8');
  return chunk(0x0002, u32(list.length), joined([pool, ...chunks], options));
}

/** Id of the resource `type/name` of a package: package, type and entry number in 8, 8 and 16 bits. */
export function resourceId(of: ArscPackage, name: string): number {
  const type = typeNames(of).indexOf(typeOf(name));
  const entry = entriesOf(of, typeOf(name)).findIndex(([key]) => key === name);
  if (type < 0 || entry < 0) throw new Error(`no resource ${name}`);
  return (((of.packageId ?? 0x7f) << 24) | ((type + 1) << 16) | entry) >>> 0;
}

type Resource = readonly [name: string, values: readonly ArscValue[]];

class Texts {
  readonly list: string[] = [];
  readonly #indexes = new Map<string, number>();

  index(text: string): number {
    const index = this.#indexes.get(text) ?? this.list.push(text) - 1;
    this.#indexes.set(text, index);
    return index;
  }
}

function joined(chunks: readonly Uint8Array[], options: ArscOptions): Uint8Array {
  const unknown = chunk(0x7777, new Uint8Array(0), new Uint8Array(8));
  return concat(...chunks.flatMap((bytes) => (options.unknownChunks ? [unknown, bytes] : [bytes])));
}

const typeOf = (name: string): string => name.split('/')[0]!;
const typeNames = (of: ArscPackage): string[] => [...new Set(Object.keys(of.resources).map(typeOf))];
const isValues = (value: TypedInput | readonly ArscValue[]): value is readonly ArscValue[] => Array.isArray(value);

function entriesOf(of: ArscPackage, type: string): Resource[] {
  return Object.entries(of.resources)
    .filter(([name]) => typeOf(name) === type)
    .map(([name, value]) => [name, isValues(value) ? value : [{ value }]]);
}

function buildPackage(of: ArscPackage, texts: Texts, options: ArscOptions): Uint8Array {
  const types = typeNames(of);
  const keys = new Texts();
  const typeChunks = types.flatMap((type, i) => buildType(of, type, i + 1, { texts, keys }));
  const typePool = buildStringPool(types, 'utf16');
  const keyPool = buildStringPool(keys.list, 'utf8');
  const name = new Uint8Array(256);
  for (let i = 0; i < Math.min(of.package.length, 127); i++) name.set(u16(of.package.charCodeAt(i)), i * 2);
  const unknownBytes = options.unknownChunks ? 16 : 0;
  const typeStrings = 288 + unknownBytes;
  const header = concat(
    u32(of.packageId ?? 0x7f),
    name,
    u32(typeStrings, types.length, typeStrings + typePool.length + unknownBytes, keys.list.length, 0),
  );
  return chunk(0x0200, header, joined([typePool, keyPool, ...typeChunks], options));
}

/** The type spec chunk and one type chunk for each configuration, the default one first. */
function buildType(of: ArscPackage, type: string, id: number, pools: { texts: Texts; keys: Texts }): Uint8Array[] {
  const entries = entriesOf(of, type);
  const configs = new Map<string, ArscConfig>();
  for (const [, values] of entries)
    for (const { config } of values) configs.set(JSON.stringify(config ?? {}), config ?? {});
  const spec = chunk(
    0x0202,
    concat(Uint8Array.of(id, 0), u16(0), u32(entries.length)),
    new Uint8Array(entries.length * 4),
  );
  const compact = of.layout === 'compact';
  const typeChunks = [...configs].map(([key, config]) => {
    const encoded = entries.map(([name, values]) => {
      const found = values.find((value) => JSON.stringify(value.config ?? {}) === key);
      if (found === undefined) return null;
      const { type: dataType, data } = typedValue(found.value, (text) => pools.texts.index(text));
      const nameIndex = pools.keys.index(name.slice(type.length + 1));
      return compact
        ? concat(u16(nameIndex, 0x0008 | (dataType << 8)), u32(data))
        : concat(u16(8, 0), u32(nameIndex), u16(8), Uint8Array.of(0, dataType), u32(data));
    });
    return typeChunk(id, of.layout ?? 'plain', config, encoded);
  });
  return [spec, ...typeChunks];
}

function typeChunk(
  id: number,
  layout: NonNullable<ArscPackage['layout']>,
  config: ArscConfig,
  entries: readonly (Uint8Array | null)[],
): Uint8Array {
  let at = 0;
  const offsets = entries.map((entry) => {
    const offset = entry === null ? null : at;
    at += entry?.length ?? 0;
    return offset;
  });
  const present = offsets.flatMap((offset, i) => (offset === null ? [] : [[i, offset / 4] as const]));
  const table =
    layout === 'sparse'
      ? concat(...present.map(([i, offset]) => u16(i, offset)))
      : layout === 'offset16'
        ? aligned(u16(...offsets.map((offset) => (offset === null ? 0xffff : offset / 4))))
        : u32(...offsets.map((offset) => offset ?? 0xffffffff));
  const flags = layout === 'sparse' ? 0x01 : layout === 'offset16' ? 0x02 : 0;
  const configBytes = encodeConfig(config);
  const entriesStart = 20 + configBytes.length + table.length;
  const count = layout === 'sparse' ? present.length : entries.length;
  const header = concat(Uint8Array.of(id, flags), u16(0), u32(count, entriesStart), configBytes);
  return chunk(0x0201, header, concat(table, ...entries.map((entry) => entry ?? new Uint8Array(0))));
}

/** `ResTable_config` in its 64-byte form. */
function encodeConfig(config: ArscConfig): Uint8Array {
  const letters = (text = '') => Uint8Array.of(text.charCodeAt(0) || 0, text.charCodeAt(1) || 0);
  const screen = concat(Uint8Array.of(config.orientation ?? 0, 0), u16(config.density ?? 0));
  const head = concat(u32(64, 0), letters(config.language), letters(config.region), screen);
  return concat(head, new Uint8Array(8), u16(config.sdk ?? 0, 0), new Uint8Array(64 - head.length - 12));
}
