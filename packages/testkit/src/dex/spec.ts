/** What a caller says about a DEX to be built. */

/** The format versions that builders write; 036 never existed. */
export type DexVersion = '035' | '037' | '038' | '039' | '040' | '041';

/**
 * A DEX in a few lines. A type is written as a class name (`com/vendor/Type`) or as a descriptor (`I`, `[Lcom/vendor/Type;`).
 * Everything that is mentioned gets its string, type, prototype, field and method ids; nobody counts them by hand.
 */
export interface DexSpec {
  readonly version?: DexVersion;
  /** Classes that the DEX defines: a name, or more. */
  readonly classes?: readonly (string | ClassSpec)[];
  /** Types that are named in `type_ids` and defined elsewhere. */
  readonly references?: readonly string[];
  /** Strings of the pool that nothing else needs. */
  readonly strings?: readonly string[];
  /** Since 038. */
  readonly methodHandles?: readonly MethodHandleSpec[];
  /** Since 038; each is linked by the first method handle. */
  readonly callSites?: readonly CallSiteSpec[];
}

export interface MethodHandleSpec {
  /** The format's type code: 0 to 3 put and get static and instance fields, 4 to 8 invoke methods. */
  readonly code: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  readonly owner: string;
  /** A field for codes 0 to 3, a method otherwise. */
  readonly member: FieldSpec | MethodSpec;
}

/** A name and prototype to be linked, and strings that the linker gets besides. */
export interface CallSiteSpec extends Pick<MethodSpec, 'name' | 'parameters' | 'returns'> {
  readonly strings?: readonly string[];
}

export interface ClassSpec {
  /** `com/vendor/Outer$Inner` */
  readonly name: string;
  /** `java/lang/Object` by default. */
  readonly superclass?: string;
  readonly interfaces?: readonly string[];
  readonly sourceFile?: string;
  readonly fields?: readonly FieldSpec[];
  readonly methods?: readonly MethodSpec[];
  /** Values of static final String fields, which are named by number. */
  readonly staticStrings?: readonly string[];
}

export interface FieldSpec {
  readonly name: string;
  readonly type: string;
  readonly static?: boolean;
}

export interface MethodSpec {
  readonly name: string;
  readonly parameters?: readonly string[];
  /** `V` (void) by default. */
  readonly returns?: string;
  readonly static?: boolean;
  /** Types of exceptions that the body catches. */
  readonly catches?: readonly string[];
  /** Local variables in the debug info. */
  readonly locals?: readonly LocalSpec[];
}

export interface LocalSpec {
  readonly name: string;
  readonly type: string;
  /** Generic signature, such as `Ljava/util/List<Lcom/vendor/Type;>;`. */
  readonly signature?: string;
}

/** The descriptor of a type that a spec names: descriptors stay, class names get their `L` and `;`. */
export const descriptor = (type: string): string => (/^\[*(?:[ZBCSIJFDV]|L[^;]*;)$/.test(type) ? type : `L${type};`);
