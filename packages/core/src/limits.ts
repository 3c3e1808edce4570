/** Every bound on hostile input, with its unit, its default and the reason for the default. */

const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/** The defaults of {@link Limits}; a caller overrides any of them by name. */
export const defaultLimits = {
  /** Entries of one archive. The largest real apps have about 60,000; four times that still lists in seconds. */
  maxEntries: 262_144,
  /** Entries of the app and of all archives inside it together: archives of archives multiply. */
  maxTotalEntries: 524_288,
  /** Bytes one entry may inflate to. The largest DEX can be 4 GiB by its format; real ones stay under 20 MiB. */
  maxEntryBytes: 512 * MiB,
  /** Bytes all entries that are read may inflate to together, whatever the size of the input. */
  maxTotalBytes: 4 * GiB,
  /** The same for a small input: this many bytes, and so many times its size. Real apps inflate to less than ten times. */
  maxTotalBytesAtLeast: 256 * MiB,
  maxTotalRatio: 64,
  /** Bytes of an archive that the default reader, which needs all of it in memory, is given; larger ones are read by position. */
  maxWholeArchiveBytes: 512 * MiB,
  /** Archives inside archives: 0 reads none. Plugins and split sets nest twice. */
  maxNestingDepth: 4,
  /** Logical DEX files in one v041 container. Compilers write one per 65,536 methods; this is room for 16 million. */
  maxDexFiles: 256,
  /**
   * Items of one DEX table, and of all tables of one DEX entry together (strings, types, classes). The format's own index
   * width allows 65,536 types but 2^32 strings.
   */
  maxTableItems: 4_194_304,
  /** UTF-16 units of one string that is decoded; a longer one is cut. */
  maxStringUnits: 1 * MiB,
  /** Bytes of AndroidManifest.xml. Real ones stay under 1 MiB; parsing text takes up to 150 times its size in memory. */
  maxManifestBytes: 4 * MiB,
  /** Bytes of XML text that a binary manifest may expand to: strings are shared in the pool, so 1 KB can become 1 GB. */
  maxXmlChars: 8 * MiB,
  /** Elements inside elements of a manifest. Android's own stay under 8. */
  maxXmlDepth: 256,
  /** Elements and attributes of a manifest together. Those of the largest real apps have about 20,000. */
  maxXmlNodes: 262_144,
  /** Bytes of resources.arsc. The largest seen in real apps are near 40 MiB. */
  maxResourceBytes: 256 * MiB,
  /** References followed from one resource to the next before giving up; Android follows 20. */
  maxResourceHops: 20,
  /** Distinct matches kept in one report; the rest are not listed. An app made of one SDK has about 20,000. */
  maxMatches: 200_000,
  /** Diagnostics kept in one report; the rest are counted. */
  maxDiagnostics: 1_000,
} as const;

/** Bounds of one scan; see {@link defaultLimits} for units and reasons. */
export type Limits = { readonly [name in keyof typeof defaultLimits]: number };

/** The limits for an input of `bytes`: what a small file may cost is bounded by its size, too. */
export function limitsFor(bytes: number, changed: Partial<Limits> = {}): Limits {
  const limits = { ...defaultLimits, ...changed };
  const forSize = limits.maxTotalBytesAtLeast + limits.maxTotalRatio * bytes;
  return { ...limits, maxTotalBytes: Math.min(limits.maxTotalBytes, forSize) };
}
