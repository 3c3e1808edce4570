/**
 * Every bound on hostile input, with its unit, its default and the reason for the default. "Tested apps" are the six real ones that
 * the tests scan; the defaults leave room far beyond them.
 */

const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/** The defaults of {@link Limits}; a caller overrides any of them by name. */
export const defaultLimits = {
  /** Entries of one archive. Tested apps have up to 3,841; without ZIP64 the format ends at 65,535. */
  maxEntries: 262_144,
  /** Entries of the app and of all archives inside it together: archives of archives multiply. */
  maxTotalEntries: 524_288,
  /** Bytes one entry may inflate to. A DEX can have 4 GiB by its format; those of tested apps have up to 11 MB. */
  maxEntryBytes: 512 * MiB,
  /** Bytes all entries that are read may inflate to together, whatever the size of the input. */
  maxTotalBytes: 4 * GiB,
  /** The same for a small input: this many bytes, and so many times its size. Tested apps inflate to 2.8 times theirs. */
  maxTotalBytesAtLeast: 256 * MiB,
  maxTotalRatio: 64,
  /** Bytes of an archive that the default reader, which needs all of it in memory, is given; larger ones are read by position. */
  maxWholeArchiveBytes: 512 * MiB,
  /** Archives of one split set. Bundletool makes one for each language, density and processor of each module: 83 of a small app. */
  maxParts: 4_096,
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
  /** Bytes of AndroidManifest.xml. Tested apps have up to 175 KB; parsing text takes up to 150 times its size in memory. */
  maxManifestBytes: 4 * MiB,
  /** Bytes of XML text that a binary manifest may expand to: strings are shared in the pool, so 1 KB can become 1 GB. */
  maxXmlChars: 8 * MiB,
  /** Elements inside elements of a manifest. An intent filter's action lies five deep. */
  maxXmlDepth: 256,
  /** Elements and attributes of a manifest together: each costs memory of its own, however short. */
  maxXmlNodes: 262_144,
  /** Bytes of resources.arsc. Tested apps have up to 780 KB; large ones with many languages have far more. */
  maxResourceBytes: 256 * MiB,
  /** References followed from one resource to the next before giving up; Android follows 20. */
  maxResourceHops: 20,
  /** ID-value pairs of an APK Signing Block that are looked at. Signing writes 2 to 5; others add one each. */
  maxSigningPairs: 65_536,
  /** Bytes of one signature scheme's pair in that block. With one RSA signer it has 1 to 2 KB; Android reads at most 10 signers. */
  maxSigningPairBytes: 1 * MiB,
  /** Certificates of one app that are read: of signers, their chains, and lineages. Tested apps have one. */
  maxCertificates: 256,
  /** Bytes of those certificates and of v1 signature files together; one takes 1 to 2 KB. Garbage takes up to 3 ms a KB to parse. */
  maxCertificateBytes: 512 * KiB,
  /** Matches kept in one report; the rest are not listed. The class table of one DEX ends at 65,536. */
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
