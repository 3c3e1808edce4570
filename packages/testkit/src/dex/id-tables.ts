/** The sorted id tables of a DEX: strings, types, prototypes, fields, methods, and where each is found again. */
import {
  type CallSiteSpec,
  type ClassSpec,
  type DexSpec,
  descriptor,
  type FieldSpec,
  type MethodHandleSpec,
  type MethodSpec,
} from './spec.js';

/** A class with everything a spec may leave out. */
export type FullClass = Required<Omit<ClassSpec, 'sourceFile' | 'staticStrings'>> & {
  readonly sourceFile: string | undefined;
  readonly staticStrings: readonly string[];
};

/** A prototype by its descriptors. */
export interface Proto {
  readonly returns: string;
  readonly parameters: readonly string[];
}

/** The tables in file order; the `…Index` functions answer with a place in them. */
export interface IdTables {
  readonly classes: readonly FullClass[];
  readonly methodHandles: readonly MethodHandleSpec[];
  readonly callSites: readonly CallSiteSpec[];
  readonly strings: readonly string[];
  readonly types: readonly string[];
  readonly protos: readonly Proto[];
  readonly fields: readonly (readonly [owner: string, name: string, type: string])[];
  readonly methods: readonly (readonly [owner: string, name: string, proto: Proto])[];
  stringIndex(text: string): number;
  typeIndex(type: string): number;
  protoIndex(proto: Proto): number;
  fieldIndex(owner: string, field: FieldSpec): number;
  methodIndex(owner: string, method: MethodSpec): number;
}

export const isField = (member: FieldSpec | MethodSpec): member is FieldSpec => 'type' in member;

export const protoOf = (method: Pick<MethodSpec, 'parameters' | 'returns'>): Proto => ({
  returns: descriptor(method.returns ?? 'V'),
  parameters: (method.parameters ?? []).map(descriptor),
});

/** The shorty of a prototype: one letter a type, return type first, `L` for every reference. */
export const shorty = (proto: Proto): string =>
  [proto.returns, ...proto.parameters].map((type) => (type.length > 1 ? 'L' : type)).join('');

/** Collects every id that a spec mentions and sorts it the way dex-format demands. */
export function buildIdTables(spec: DexSpec): IdTables {
  const classes = superclassesFirst((spec.classes ?? []).map(complete));
  const strings = new Set<string>(spec.strings);
  const types = new Set<string>((spec.references ?? []).map(descriptor));
  const protos = new Map<string, Proto>();
  const fields = new Map<string, readonly [string, string, string]>();
  const methods = new Map<string, readonly [string, string, Proto]>();
  const addField = (owner: string, field: FieldSpec): void => {
    const type = descriptor(field.type);
    types.add(owner).add(type);
    strings.add(field.name);
    fields.set(key(owner, field.name, type), [owner, field.name, type]);
  };
  const addProto = (proto: Proto): void => {
    for (const type of [proto.returns, ...proto.parameters]) types.add(type);
    strings.add(shorty(proto));
    protos.set(protoKey(proto), proto);
  };
  const addMethod = (owner: string, method: MethodSpec): void => {
    const proto = protoOf(method);
    types.add(owner);
    strings.add(method.name);
    addProto(proto);
    methods.set(key(owner, method.name, protoKey(proto)), [owner, method.name, proto]);
  };
  for (const it of classes) {
    types.add(it.name).add(it.superclass);
    for (const type of it.interfaces) types.add(type);
    if (it.sourceFile !== undefined) strings.add(it.sourceFile);
    for (const text of it.staticStrings) strings.add(text);
    for (const field of it.fields) addField(it.name, field);
    for (const method of it.methods) {
      addMethod(it.name, method);
      for (const type of method.catches ?? []) types.add(descriptor(type));
      for (const local of method.locals ?? []) {
        types.add(descriptor(local.type));
        strings.add(local.name);
        if (local.signature !== undefined) strings.add(local.signature);
      }
    }
  }
  for (const { owner, member } of spec.methodHandles ?? []) {
    if (isField(member)) addField(descriptor(owner), member);
    else addMethod(descriptor(owner), member);
  }
  for (const site of spec.callSites ?? []) {
    addProto(protoOf(site));
    for (const text of [site.name, ...(site.strings ?? [])]) strings.add(text);
  }
  for (const type of types) strings.add(type);

  // The default order of sort() is by UTF-16 code unit, which is what string_ids asks for.
  const sortedStrings = [...strings].sort();
  const stringAt = indexOf(sortedStrings);
  const sortedTypes = [...types].sort();
  const typeAt = indexOf(sortedTypes);
  const sortedProtos = [...protos.values()].sort((a, b) =>
    compareNumbers([typeAt(a.returns), ...a.parameters.map(typeAt)], [typeAt(b.returns), ...b.parameters.map(typeAt)]),
  );
  const protoAt = indexOf(sortedProtos.map(protoKey));
  const sortedFields = [...fields.values()].sort((a, b) =>
    compareNumbers([typeAt(a[0]), stringAt(a[1]), typeAt(a[2])], [typeAt(b[0]), stringAt(b[1]), typeAt(b[2])]),
  );
  const fieldAt = indexOf(sortedFields.map((field) => key(...field)));
  const sortedMethods = [...methods.values()].sort((a, b) =>
    compareNumbers(
      [typeAt(a[0]), stringAt(a[1]), protoAt(protoKey(a[2]))],
      [typeAt(b[0]), stringAt(b[1]), protoAt(protoKey(b[2]))],
    ),
  );
  const methodAt = indexOf(sortedMethods.map(([owner, name, proto]) => key(owner, name, protoKey(proto))));

  return {
    classes,
    methodHandles: spec.methodHandles ?? [],
    callSites: spec.callSites ?? [],
    strings: sortedStrings,
    types: sortedTypes,
    protos: sortedProtos,
    fields: sortedFields,
    methods: sortedMethods,
    stringIndex: stringAt,
    typeIndex: typeAt,
    protoIndex: (proto) => protoAt(protoKey(proto)),
    fieldIndex: (owner, field) => fieldAt(key(owner, field.name, descriptor(field.type))),
    methodIndex: (owner, method) => methodAt(key(owner, method.name, protoKey(protoOf(method)))),
  };
}

function complete(spec: string | ClassSpec): FullClass {
  const given: ClassSpec = typeof spec === 'string' ? { name: spec } : spec;
  const staticStrings = given.staticStrings ?? [];
  return {
    name: `L${given.name};`,
    superclass: descriptor(given.superclass ?? 'java/lang/Object'),
    interfaces: (given.interfaces ?? []).map(descriptor),
    sourceFile: given.sourceFile,
    // Values of static fields are matched by order, so the fields with values have names that sort before all others.
    fields: [
      ...staticStrings.map((_, i) => ({
        name: `$${String(i).padStart(5, '0')}`,
        type: 'java/lang/String',
        static: true,
      })),
      ...(given.fields ?? []),
    ],
    methods: given.methods ?? [],
    staticStrings,
  };
}

/** Since version 037 a class_def must come after those of its superclass and interfaces. */
function superclassesFirst(classes: readonly FullClass[]): FullClass[] {
  const unplaced = new Map(classes.map((it) => [it.name, it]));
  const placed: FullClass[] = [];
  for (const first of classes) {
    const path = [first];
    for (let it = path.at(-1); it !== undefined; it = path.at(-1)) {
      unplaced.delete(it.name);
      const parent = [it.superclass, ...it.interfaces]
        .map((name) => unplaced.get(name))
        .find((found) => found !== undefined);
      if (parent !== undefined) path.push(parent);
      else placed.push(...path.splice(-1));
    }
  }
  return [...new Set(placed)];
}

const key = (...parts: readonly string[]): string => parts.join('\0');
const protoKey = (proto: Proto): string => key(proto.returns, ...proto.parameters);

function indexOf(sorted: readonly string[]): (text: string) => number {
  const places = new Map(sorted.map((text, i) => [text, i]));
  return (text) => {
    const place = places.get(text);
    if (place === undefined) throw new Error(`not in the table: ${text}`);
    return place;
  };
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
