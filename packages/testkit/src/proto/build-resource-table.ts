/** Builds resources.pb (aapt.pb.ResourceTable, Resources.proto) from the packages that the ARSC builder takes, and more. */
import type { ArscConfig, ArscPackage } from '../arsc/build-arsc.js';
import type { TypedInput } from '../axml/chunk.js';
import { protoItem } from './item.js';
import { protoField, protoMessage } from './wire.js';

/** A value of several parts, or text with tags in it. */
export type CompoundInput =
  | { readonly array: readonly TypedInput[] }
  | { readonly plural: readonly TypedInput[] }
  | { readonly style: readonly TypedInput[] }
  | { readonly styled: string; readonly tags: readonly string[] }
  | { readonly file: string };

/** One value of a resource, for one configuration. */
export interface ProtoValue {
  readonly value: TypedInput | CompoundInput;
  readonly config?: ArscConfig;
}

/** One package; see `ArscPackage`, of which the layout of entries says nothing here. */
export interface ProtoPackage extends Pick<ArscPackage, 'package' | 'packageId'> {
  readonly resources: { readonly [name: string]: TypedInput | CompoundInput | readonly ProtoValue[] };
}

/** The bytes of a resources.pb; ids are given as the ARSC builder gives them. */
export function buildResourceTable(packages: ProtoPackage | readonly ProtoPackage[]): Uint8Array {
  const list = 'package' in packages ? [packages] : packages;
  // The pool of source paths comes first in real files; nothing here refers to it.
  return protoMessage(
    protoField(1, protoMessage(protoField(1, new Uint8Array(28)))),
    ...list.map((one) => protoField(2, buildPackage(one))),
  );
}

function buildPackage(of: ProtoPackage): Uint8Array {
  const entries = Object.entries(of.resources);
  const types = [...new Set(entries.map(([name]) => name.split('/')[0]!))];
  const built = types.map((type, i) => {
    const own = entries.filter(([name]) => name.startsWith(`${type}/`));
    return protoField(3, buildType(type, i + 1, own));
  });
  return protoMessage(protoField(1, idMessage(of.packageId ?? 0x7f)), protoField(2, of.package), ...built);
}

function buildType(type: string, id: number, entries: readonly (readonly [string, ResourceInput])[]): Uint8Array {
  const built = entries.map(([name, input], i) => {
    const values: readonly ProtoValue[] = isValues(input) ? input : [{ value: input }];
    const fields = values.map((value) => protoField(6, buildConfigValue(value)));
    const visibility = protoField(3, protoMessage(protoField(3, 'a comment')));
    return protoField(
      3,
      protoMessage(protoField(1, idMessage(i)), protoField(2, name.slice(type.length + 1)), visibility, ...fields),
    );
  });
  return protoMessage(protoField(1, idMessage(id)), protoField(2, type), ...built);
}

type ResourceInput = ProtoPackage['resources'][string];

const isValues = (input: ResourceInput): input is readonly ProtoValue[] => Array.isArray(input);

/** An id in a message of its own; 0 is not written out. */
const idMessage = (id: number): Uint8Array => (id === 0 ? new Uint8Array(0) : protoField(1, id));

function buildConfigValue({ value, config }: ProtoValue): Uint8Array {
  const source = protoField(1, protoMessage(protoField(1, 1)));
  return protoMessage(
    protoField(1, buildConfiguration(config ?? {})),
    protoField(2, protoMessage(source, valueField(value))),
  );
}

/** The field of a Value: an item, or a compound. */
function valueField(value: ProtoValue['value']): Uint8Array {
  if (typeof value !== 'object') return protoField(4, protoItem(value));
  if ('array' in value) return compound(4, value.array, (one) => protoField(1, protoMessage(protoField(3, one))));
  if ('plural' in value) return compound(5, value.plural, (one) => protoField(1, protoMessage(protoField(4, one))));
  if ('style' in value) return compound(2, value.style, (one) => protoField(3, protoMessage(protoField(4, one))));
  if ('file' in value) return protoField(4, protoField(5, protoMessage(protoField(1, value.file))));
  if (!('styled' in value)) return protoField(4, protoItem(value));
  const tags = value.tags.map((name) => protoField(2, protoMessage(protoField(1, name), protoField(3, 1))));
  return protoField(4, protoField(4, protoMessage(protoField(1, value.styled), ...tags)));
}

function compound(field: number, items: readonly TypedInput[], part: (item: Uint8Array) => Uint8Array): Uint8Array {
  return protoField(5, protoField(field, protoMessage(...items.map((item) => part(protoItem(item))))));
}

function buildConfiguration({ language, region, orientation, density, sdk }: ArscConfig): Uint8Array {
  const locale = region === undefined ? language : `${language}-${region}`;
  const numbers = [
    [15, orientation],
    [18, density],
    [24, sdk],
  ] as const;
  return protoMessage(
    ...(locale === undefined ? [] : [protoField(3, locale)]),
    ...numbers.flatMap(([field, number]) => (number === undefined ? [] : [protoField(field, number)])),
  );
}

/** The bytes of a BundleConfig.pb (bundletool's config.proto). */
export function buildBundleConfig(version: string): Uint8Array {
  return protoMessage(protoField(1, protoMessage(protoField(2, version))), protoField(2, new Uint8Array(0)));
}
