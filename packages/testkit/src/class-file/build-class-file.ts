/** Builds Java class files (JVMS chapter 4) that name classes in every way a class file can. */
import { concatBytes } from '../corrupt.js';
import { ConstantPoolBuilder, u2, u4 } from './constant-pool.js';

/** A field (`I`, `Lcom/vendor/Type;`) or method (`(I)V`) by its name and descriptor. */
export interface ClassMember {
  readonly name: string;
  readonly descriptor: string;
}

/** What a class file says; names of classes as `com/vendor/Type`. */
export interface ClassFileSpec {
  readonly name: string;
  /** Default `java/lang/Object`; null for none, as in `module-info`. */
  readonly superclass?: string | null;
  readonly interfaces?: readonly string[];
  readonly fields?: readonly ClassMember[];
  readonly methods?: readonly ClassMember[];
  /** Default 0x0021, `ACC_PUBLIC` and `ACC_SUPER`. */
  readonly accessFlags?: number;
  /** Default 52, Java 8. */
  readonly majorVersion?: number;
  /** Classes that code names, arrays as `[Lcom/vendor/Type;`. */
  readonly classes?: readonly string[];
  /** Methods of other classes that code calls. */
  readonly calls?: readonly (ClassMember & { readonly owner: string })[];
  /** Descriptors of method types that code makes. */
  readonly methodTypes?: readonly string[];
  /** Literals in the code. */
  readonly strings?: readonly string[];
  /** Put one constant of each of the 17 kinds first. */
  readonly everyKind?: boolean;
  /** Bytes of one attribute of the class and of each member; default none. */
  readonly attributeBytes?: number;
}

/** The bytes of the class file. */
export function buildClassFile(spec: ClassFileSpec): Uint8Array {
  const pool = new ConstantPoolBuilder();
  if (spec.everyKind) addEveryKind(pool);
  const thisClass = pool.class(spec.name);
  const superclass = spec.superclass === null ? 0 : pool.class(spec.superclass ?? 'java/lang/Object');
  const interfaces = (spec.interfaces ?? []).map((name) => pool.class(name));
  for (const name of spec.classes ?? []) pool.class(name);
  for (const { owner, name, descriptor } of spec.calls ?? []) {
    pool.ofIndexes(10, pool.class(owner), pool.nameAndType(name, descriptor));
  }
  for (const descriptor of spec.methodTypes ?? []) pool.methodType(descriptor);
  for (const text of spec.strings ?? []) pool.string(text);
  const attributes = buildAttributes(pool, spec.attributeBytes);
  const body = [
    u2(spec.accessFlags ?? 0x0021, thisClass, superclass, interfaces.length, ...interfaces),
    buildMembers(pool, spec.fields ?? [], attributes),
    buildMembers(pool, spec.methods ?? [], attributes),
    attributes,
  ];
  return concatBytes([u4(0xcafebabe), u2(0, spec.majorVersion ?? 52), pool.finish(), ...body]);
}

function buildMembers(pool: ConstantPoolBuilder, members: readonly ClassMember[], attributes: Uint8Array): Uint8Array {
  const built = members.map(({ name, descriptor }) =>
    concatBytes([u2(0x0001, pool.utf8(name), pool.utf8(descriptor)), attributes]),
  );
  return concatBytes([u2(members.length), ...built]);
}

function buildAttributes(pool: ConstantPoolBuilder, bytes: number | undefined): Uint8Array {
  if (bytes === undefined) return u2(0);
  return concatBytes([u2(1, pool.utf8('Unknown')), u4(bytes), new Uint8Array(bytes)]);
}

/** One constant of each kind in table 4.4-B of the specification. */
function addEveryKind(pool: ConstantPoolBuilder): void {
  const owner = pool.class('every/Owner');
  const method = pool.nameAndType('call', '(Levery/Parameter;)Levery/Result;');
  pool.number(3, 7);
  pool.number(4, 0x3fc00000);
  pool.wideNumber(5, 0, 7);
  pool.wideNumber(6, 0x3ff80000, 0);
  pool.string('every string');
  pool.ofIndexes(9, owner, pool.nameAndType('field', '[[Levery/Field;'));
  pool.methodHandle(6, pool.ofIndexes(10, owner, method));
  pool.ofIndexes(11, owner, method);
  pool.methodType('(I)Levery/MethodType;');
  pool.ofIndexes(17, 0, pool.nameAndType('constant', 'Levery/Dynamic;'));
  pool.ofIndexes(18, 0, method);
  pool.ofIndexes(19, pool.utf8('every.module'));
  pool.ofIndexes(20, pool.utf8('every/package'));
}
