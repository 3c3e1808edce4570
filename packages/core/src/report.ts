/** ScanReport: everything a scan says, as plain JSON. Fields are added in later versions, never renamed. */
import type { Diagnostic } from './errors.js';
import type { Location, ObservationKind } from './observation.js';
import type { SignatureScheme, Signer, SigningBlockFacts, SourceStamp } from './signing/signing.js';
import type { SignatureCheck } from './signing/verification/check.js';

export type {
  CertificateFacts,
  LineageCapability,
  LineageEntry,
  PublicKeyFacts,
  SignatureScheme,
  Signer,
  SignerUse,
  SigningBlockFacts,
  SigningBlockPair,
  SourceStamp,
} from './signing/signing.js';
export type { CheckResult, SignatureCheck } from './signing/verification/check.js';

/** How names are compared: our reading of the signatures, or exactly as exodus-core does it. */
export type MatchMode = 'default' | 'exodus';

/** How deep to look: at code alone, at code and manifest, or everywhere. Each holds the ones before. */
export const depths = ['dex', 'manifest', 'all'] as const;
export type Depth = (typeof depths)[number];

/** The verdicts, strongest first. */
export const verdicts = ['embedded', 'declared', 'referenced', 'contacted'] as const;
export type Verdict = (typeof verdicts)[number];

export const confidences = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof confidences)[number];

/** The result of a scan. Lists are sorted (findings by verdict, then tracker id; the rest by value, in code units). */
export interface ScanReport {
  readonly schemaVersion: '1.0';
  readonly tool: { readonly name: string; readonly version: string };
  readonly ruleset: {
    readonly name: string;
    readonly version: string;
    readonly sha256: string;
    readonly trackers: number;
  };
  readonly matchMode: MatchMode;
  readonly input: InputFacts;
  readonly app: AppFacts;
  readonly findings: readonly Finding[];
  readonly companies: readonly Company[];
  readonly coverage: Coverage;
  readonly obfuscation: Obfuscation;
  readonly diagnostics: readonly Diagnostic[];
}

export interface InputFacts {
  /** File name without its folder, or the name the caller gave, or null. */
  readonly name: string | null;
  readonly kind: InputKind;
  /** Bytes of the input, of all APKs together when it came as several files. */
  readonly bytes: number;
  /** SHA-256 of the input, lower-case hexadecimal; of several files that of what `sha256sum` prints for them, sorted. */
  readonly sha256: string;
}

export type InputKind = 'apk' | 'split-set' | 'aab' | 'aar' | 'jar' | 'dex' | 'class-list';

/** Who the app says it is, and who signed it. Null where the manifest does not say, or could not be read (see diagnostics). */
export interface AppFacts {
  readonly package: string | null;
  readonly label: string | null;
  readonly versionName: string | null;
  readonly versionCode: string | null;
  readonly minSdk: string | null;
  readonly targetSdk: string | null;
  readonly permissions: readonly Permission[];
  /** The APKs that make up the app, or the modules of a bundle, the base first; empty for an app in one piece. */
  readonly splits: readonly SplitFacts[];
  /** The id that Exodus gives the app (its UAID), upper-case hexadecimal; null without a package name, and for what nobody installs. */
  readonly exodusId: string | null;
  /** Each certificate that signs the app, those of the newest scheme first; empty when nobody signed it. */
  readonly signers: readonly Signer[];
  /** How it is signed; null for what is not signed by nature (AAR, JAR, DEX, lists of classes). */
  readonly signing: SigningFacts | null;
}

/** How an app is signed, besides by whom. Only `checks` was verified; the rest is what the signatures say. */
export interface SigningFacts {
  /** The schemes of which there is a signature that names its signer, oldest first; empty for an unsigned app. */
  readonly schemes: readonly SignatureScheme[];
  /** The stamp of the store or build system that made the APK, if there is one. */
  readonly stamp: SourceStamp | null;
  /** The APK Signing Block, where v2 and later lie; null when there is none. */
  readonly block: SigningBlockFacts | null;
  /** What verifying each signature gave, oldest scheme first; null when nobody asked for it. */
  readonly checks: readonly SignatureCheck[] | null;
}

/** One APK of an app that comes in several, or one module of a bundle. */
export interface SplitFacts {
  /** The split's name as its manifest says, `config.arm64_v8a`; `base` for the base. */
  readonly name: string;
  readonly kind: SplitKind;
  /** Where it lies in the input, empty when it is the input itself; places in it begin so. */
  readonly path: string;
}

/** A base, a feature with code of its own, or what one kind of device needs: libraries, images, texts. */
export type SplitKind = 'base' | 'feature' | 'config';

export interface Permission {
  readonly name: string;
  readonly protection: Protection;
}

/** Base protection level of a permission; `unknown` for one that neither Android nor the app declares. */
export type Protection = 'normal' | 'dangerous' | 'signature' | 'internal' | 'unknown';

/** One tracker that was found, with its proof. */
export interface Finding {
  readonly tracker: TrackerFacts;
  readonly verdict: Verdict;
  readonly confidence: Confidence;
  /** The app belongs to the tracker's owner, by its package name. */
  readonly firstParty: boolean;
  /** Every match is a copy of the tracker's packages under another package (`shaded/com/vendor/…`). */
  readonly relocated: boolean;
  /** Why the caller chose to ignore this tracker, or null. */
  readonly ignored: string | null;
  /** Distinct class names that matched (defined ones for `embedded`, referenced ones or components otherwise); keys are none. */
  readonly classes: { readonly count: number; readonly packages: readonly PackageCount[] };
  /** Distinct hosts that matched, sorted. */
  readonly hosts: readonly string[];
  /** Versions of the tracker's libraries, as files of the app state them, sorted; each place once. */
  readonly versions: readonly FoundVersion[];
  readonly matches: readonly Match[];
}

/** A version and where it was read. */
export interface FoundVersion {
  readonly value: string;
  readonly where: Location;
}

export interface TrackerFacts {
  readonly id: string;
  readonly exodusId: number | null;
  readonly name: string;
  readonly categories: Categories;
  readonly website: string | null;
  readonly owner: string | null;
}

/** Categories in Exodus's words, verbatim, and in TrackerScope's finer ones. */
export interface Categories {
  readonly exodus: readonly string[];
  readonly trackerscope: readonly string[];
}

export interface PackageCount {
  /** Dotted package name. */
  readonly name: string;
  readonly count: number;
}

/** What proves that a tracker is there. */
export type MatchKind = Exclude<ObservationKind, 'version'>;

/** One value that one signature matched. The first few per signature are listed, all on request. */
export interface Match {
  /** The signature as its source writes it, for example `com.leanplum.` or `leanplum\.com`. */
  readonly signature: string;
  readonly kind: MatchKind;
  readonly value: string;
  /** The first places, sorted by entry and offset. */
  readonly where: readonly Location[];
}

/** A company whose hosts were seen, where the hosts do not tell which of its products is inside. */
export interface Company {
  readonly name: string;
  readonly hosts: readonly string[];
  /** Ids of the trackers that share these hosts. */
  readonly candidates: readonly string[];
}

/** What was looked at, so that "nothing found" can be weighed. */
export interface Coverage {
  /** Distinct classes defined in any DEX of the app, and distinct classes referenced but defined in none. */
  readonly classesDefined: number;
  readonly classesReferenced: number;
  /** How deep the app was looked into. */
  readonly depth: Depth;
  /** Strings of all pools (DEX, class files, resources, bytecode), duplicates between them counted. */
  readonly strings: number;
  /** DEX files read, also those inside nested archives. */
  readonly dexFiles: number;
  /** Java class files read. */
  readonly classFiles: number;
  readonly entriesRead: number;
  readonly entriesSkipped: number;
  /** Files beside the APKs of a set, which are not looked into: the first hundred by path, expansion files before others. */
  readonly leftOut: readonly LeftOut[];
  /** Codes of the limits that cut something off, sorted. */
  readonly limitsHit: readonly string[];
}

/** A file of a split set that was not looked into. */
export interface LeftOut {
  /** Where it lies in the input. */
  readonly path: string;
  readonly bytes: number;
  readonly kind: LeftOutKind;
}

/** An expansion file (OBB), the same app for other devices, or any other file. */
export type LeftOutKind = 'expansion-file' | 'variant' | 'file';

export interface Obfuscation {
  /** Share of defined classes whose last two name segments have three letters or fewer each, 0 to 1; null without classes. */
  readonly score: number | null;
}
