/**
 * Numbers of the fields that are read, by message. Upstream files: frameworks/base/tools/aapt2/Resources.proto and
 * Configuration.proto (package `aapt.pb`), and bundletool's src/main/proto/config.proto and commands.proto (package
 * `android.bundle`). Fields
 * that are not named here are skipped: where something was declared in the sources, comments, visibility, overlays.
 */

/** A node of an XML document: an element, or text, which manifests do not use. */
export const xmlNode = { element: 1, text: 2 } as const;

/** Child nodes are {@link xmlNode}s; namespaces need no declaration, since names carry their URI. */
export const xmlElement = { name: 3, attribute: 4, child: 5 } as const;

/** `value` is the text as it was written, `compiledItem` the {@link item} made of it; `resourceId` that of the name. */
export const xmlAttribute = { namespaceUri: 1, name: 2, value: 3, resourceId: 5, compiledItem: 6 } as const;

/** One of these: a value that fits in one place. */
export const item = { reference: 1, string: 2, rawString: 3, styledString: 4, file: 5, id: 6, primitive: 7 } as const;

/** `type` is 0 for a resource (`@`) and 1 for an attribute of the theme (`?`); `name` may stand where the id is not known yet. */
export const reference = { type: 1, id: 2, name: 3 } as const;

/** The text of a string, raw or styled, and of a file its path. */
export const textItem = { value: 1 } as const;

/** A styled string's tags (`a;href=https://…`) lie beside its text. */
export const styledString = { value: 1, span: 2 } as const;
export const span = { tag: 1 } as const;

/** The kinds of `Res_value` that are no text and no reference, by the field that holds their bits. */
export const primitive = {
  null: 1,
  empty: 2,
  float: 3,
  /** The first aapt2 wrote the bits of dimensions and fractions as those of a float. */
  dimensionAsFloat: 4,
  fractionAsFloat: 5,
  decimal: 6,
  hexadecimal: 7,
  boolean: 8,
  colourArgb8: 9,
  colourRgb8: 10,
  colourArgb4: 11,
  colourRgb4: 12,
  dimension: 13,
  fraction: 14,
} as const;

/** A resource id is made of three: the package's, the type's and the entry's, each in a message of its own with one field. */
export const resourceTable = { package: 2 } as const;
export const resourcePackage = { id: 1, type: 3 } as const;
export const resourceType = { id: 1, entry: 3 } as const;
export const resourceEntry = { id: 1, configValue: 6 } as const;
export const idNumber = { value: 1 } as const;

/** One value of a resource, and the configuration it is for. */
export const configValue = { configuration: 1, value: 2 } as const;

/** A value is an {@link item}, or made of several. */
export const value = { item: 4, compound: 5 } as const;
export const compoundValue = { style: 2, array: 4, plural: 5 } as const;
export const style = { entry: 3 } as const;
export const styleEntry = { item: 4 } as const;
export const array = { element: 1 } as const;
export const arrayElement = { item: 3 } as const;
export const plural = { entry: 1 } as const;
export const pluralEntry = { item: 4 } as const;

/** Qualifiers of a resource; `configuration.ts` says what each is. */
export const configuration = {
  mcc: 1,
  mnc: 2,
  /** A BCP 47 tag: `de`, `zh-Hant-TW`. */
  locale: 3,
  layoutDirection: 4,
  screenWidth: 5,
  screenHeight: 6,
  screenWidthDp: 7,
  screenHeightDp: 8,
  smallestScreenWidthDp: 9,
  screenLayoutSize: 10,
  screenLayoutLong: 11,
  screenRound: 12,
  wideColorGamut: 13,
  hdr: 14,
  orientation: 15,
  uiModeType: 16,
  uiModeNight: 17,
  density: 18,
  touchscreen: 19,
  keysHidden: 20,
  keyboard: 21,
  navHidden: 22,
  navigation: 23,
  sdkVersion: 24,
  grammaticalGender: 26,
} as const;

/** How a bundle was built. */
export const bundleConfig = { bundletool: 1 } as const;
export const bundletool = { version: 2 } as const;

/** What bundletool built of a bundle: variants for kinds of devices, each with the APKs of each module. */
export const buildApksResult = { variant: 1, assetSliceSet: 3 } as const;
export const variant = { apkSet: 2, number: 3 } as const;
export const apkSet = { apkDescription: 2 } as const;
export const assetSliceSet = { apkDescription: 2 } as const;

/** The field after the path says by its number what kind of APK it is. */
export const apkDescription = {
  path: 2,
  split: 3,
  standalone: 4,
  instant: 5,
  system: 6,
  assetSlice: 7,
  apex: 8,
  archived: 9,
} as const;
