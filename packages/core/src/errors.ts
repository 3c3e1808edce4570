/** ScanError, and the closed table of codes that errors and diagnostics share. */
import type { Location } from './observation.js';

/** What each code means, in one sentence; the documentation, the help and the malformed fixtures are named after these. */
export const codes = {
  'input/not-found': 'There is no file at the given path.',
  'input/is-directory': 'The path is a directory, and a single file was expected.',
  'input/unreadable': 'The file exists but its bytes could not be read.',
  'input/empty': 'The input has no bytes.',
  'input/not-an-app': 'The bytes are no container that TrackerScope opens.',
  'input/different-apps': 'The APKs that should be one app belong to different ones.',
  'input/no-app-parts': 'The archive holds neither an AndroidManifest.xml nor any DEX.',
  'zip/no-end-record': 'No end-of-central-directory record was found: cut short, or not an archive.',
  'zip/truncated-directory': 'The central directory is cut short; the whole part of it was used.',
  'zip/trailing-bytes': 'Bytes follow the archive that its end record does not account for; Android would refuse it.',
  'zip/bad-entry': 'One entry has a header or place that cannot be right; it was skipped.',
  'zip/bad-data': 'The compressed bytes of an entry could not be inflated.',
  'zip/size-mismatch': 'An entry inflated to another size than the directory states.',
  'zip/unknown-method':
    'An entry names a compression method that Android does not know; read as stored, as Android does.',
  'zip/encrypted-flag': 'An entry is flagged as encrypted; the flag was ignored, as Android does.',
  'zip/duplicate-name': 'Two entries have the same name; both were looked at.',
  'zip/jszip-refused': 'The default reader gave up on the archive; the tolerant reader was used instead.',
  'dex/bad-magic': 'A file named like a DEX does not begin like one.',
  'dex/unknown-version': 'The DEX states a version outside 035 to 041; read as the nearest known one.',
  'dex/truncated': 'A table of the DEX reaches past the end of the bytes; the part inside was read.',
  'dex/bad-offset': 'An offset in the DEX points outside its bytes or its data; the item was skipped.',
  'dex/bad-index': 'An index in the DEX points past its table; the item was skipped.',
  'dex/bad-string': 'A string of the DEX is not well-formed MUTF-8 or has no end; it was read as far as possible.',
  'dex/overlap':
    'Parts of the DEX overlap so often that reading all of them would take far longer than its size; the rest was left out.',
  'dex/bad-endian': 'The DEX is not tagged as little-endian; Android would refuse the file.',
  'dex/checksum': 'The Adler-32 in the DEX header does not fit the bytes; Android would refuse the file.',
  'axml/bad-chunk': 'A chunk of the binary XML has a size or type that cannot be right.',
  'axml/truncated': 'The binary XML ends inside a chunk; the part before was read.',
  'arsc/bad-chunk': 'A chunk of resources.arsc has a size or type that cannot be right.',
  'arsc/unresolved': 'A resource reference could not be followed to a value.',
  'dotnet/bad-header':
    'A .NET assembly has no PE or CLI header that can be right; its metadata was looked for by its signature.',
  'dotnet/no-metadata':
    'A file named like a .NET assembly has no metadata that could be read: packed, encrypted or no assembly.',
  'dotnet/truncated': 'A stream or table of .NET metadata reaches past the end of the bytes; the part inside was read.',
  'dotnet/bad-item':
    'An item of .NET metadata points outside its heap, or overlaps others too often; it was left empty.',
  'dotnet/bad-store':
    'A store of .NET assemblies states a table or a place that cannot be right; the part that fits was read.',
  'dotnet/bad-compression':
    'A compressed .NET assembly could not be unpacked whole; the part before the damage was read.',
  'unity/bad-magic':
    'global-metadata.dat does not begin like Unity metadata: encrypted or altered, so its names are hidden.',
  'unity/unknown-version':
    'global-metadata.dat states a version that is not known; it was read like the nearest known one.',
  'unity/truncated': 'A table of global-metadata.dat reaches past the end of the bytes; the part inside was read.',
  'unity/bad-item': 'An item of global-metadata.dat points outside its table; it was left empty.',
  'flutter/bad-kernel':
    'A Dart kernel file has an index or a string table that cannot be right; the part that fits was read.',
  'flutter/bad-manifest': 'A list of Flutter assets is cut short or is none; the part before the damage was read.',
  'versions/unreadable': 'A file that should state the version of a library states none that can be read.',
  'elf/bad-header': 'A native library states a class or byte order that does not exist; it was not read.',
  'elf/truncated': 'A table of a native library reaches past the end of the file; the part inside was read.',
  'elf/bad-offset': 'An offset or address in a native library points outside the file; the item was skipped.',
  'elf/bad-sections': 'The section headers of a native library cannot be right, which Android does not mind.',
  'elf/overlap': 'Names in a native library overlap so often that reading all would take far longer than its size.',
  'elf/out-of-reach': 'A table of a large native library lies too far behind its beginning; it was not read.',
  'hermes/unknown-version': 'Hermes bytecode states a version that is not known; read as the nearest known one.',
  'hermes/bad-layout': 'The counts in the header of Hermes bytecode do not fit each other; its strings were not read.',
  'hermes/delta-form': 'Hermes bytecode is in the form for updates by difference, which no app runs; it was not read.',
  'hermes/truncated': 'A table of Hermes bytecode reaches past the end of the file; the part inside was read.',
  'hermes/bad-offset': 'A string of Hermes bytecode lies outside the storage of strings; it was left empty.',
  'hermes/overlap': 'Strings of Hermes bytecode overlap so often that reading all would take far longer than its size.',
  'class/bad-magic': 'A file named like a Java class does not begin like one.',
  'class/truncated': 'A class file ends inside one of its tables; the part before was read.',
  'class/bad-constant':
    'A constant of a class file has an unknown tag, or an index that points at none of the right kind; it was skipped.',
  'proto/truncated': 'A protocol buffer ends inside a field; the part before was read.',
  'proto/bad-field':
    'A field of a protocol buffer has a type or a length that cannot be right; the rest of its message was skipped.',
  'manifest/missing': 'The app has no AndroidManifest.xml.',
  'manifest/unreadable': 'AndroidManifest.xml is neither binary nor text XML that could be read.',
  'app/no-base':
    'None of the APKs is the base of the app: most of its code may be missing, and a split says what the app is.',
  'app/missing-splits': 'The app says that it needs APKs which are not there, so what they hold was not looked at.',
  'app/duplicate-split': 'Two APKs are the same split of the app, or both its base; both were looked at.',
  'app/foreign-split': 'A split has another package or version code than the base; Android would refuse it.',
  'class-list/bad-line': 'A line in a list of classes is no class name; it was skipped.',
  'signing/bad-block':
    'The APK Signing Block, or a part of it, has a size or place that cannot be right; the rest was read.',
  'signing/bad-signature-file': 'A v1 signature in META-INF is no PKCS#7 data that names its signer; it was skipped.',
  'signing/bad-certificate': 'A certificate could not be read as X.509; it is named by its hashes alone.',
  'signing/stripped':
    'A signature tells of another one, by a newer scheme, that is not there; Android would refuse the file.',
  'signing/split-mismatch':
    'An APK of a split set is signed by others than its base; Android would not install them together.',
  'signing/invalid':
    'A signature was verified and does not hold: another key made it, or it is over other bytes than these.',
  'limit/entries': 'The archive has more entries than the limit; the rest were not looked at.',
  'limit/entry-bytes': 'An entry inflates past the limit for one entry; it was not read.',
  'limit/total-bytes': 'The entries together inflate past the limit for one app; the rest were not read.',
  'limit/parts': 'A set has more APKs than the limit; the rest were not looked at.',
  'limit/nesting': 'An archive lies deeper inside other archives than the limit; it was not opened.',
  'limit/items': 'A table has more items than the limit; the rest were not read.',
  'limit/string-units': 'A string is longer than the limit; it was cut.',
  'limit/matches': 'More names matched than the limit; the rest were neither counted nor listed.',
  'limit/xml': 'A manifest is larger, deeper or richer than the limits; the part inside was read.',
  'limit/resource-bytes': 'resources.arsc is larger than the limit; the part inside was read.',
  'limit/diagnostics': 'There were more diagnostics than the limit; the rest were counted, not listed.',
  'rules/not-found': 'There is no rules file or folder at the given path.',
  'rules/bad-json': 'A rules file is not JSON.',
  'rules/bad-field': 'A field of a rules file is missing, unknown or of the wrong type.',
  'rules/bad-pattern': 'A pattern of a rule cannot be read, or could take more than linear time.',
  'rules/duplicate-id': 'Two rules have the same id.',
  'rules/unknown-id': 'No rule has this id.',
  'output/unwritable': 'The output file could not be written.',
  'internal/extractor': 'A part of TrackerScope failed on this entry; please report it.',
} as const satisfies Record<string, string>;

/** A code of the table {@link codes}. */
export type Code = keyof typeof codes;

/** Something worth knowing that did not stop the scan. */
export interface Diagnostic {
  readonly code: Code;
  readonly where: readonly Location[];
  /** One sentence for people: what was expected, what was there. */
  readonly message: string;
}

/** The only error that TrackerScope throws on purpose: nothing at all can be said about the input. */
export class ScanError extends Error {
  override readonly name = 'ScanError';
  readonly code: Code;
  readonly where: readonly Location[];
  /** What to try next, as a sentence, when there is something to try. */
  readonly advice: string | undefined;

  constructor(
    code: Code,
    message: string,
    details: { readonly where?: readonly Location[]; readonly advice?: string; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.where = details.where ?? [];
    this.advice = details.advice;
  }
}

/** Whether a caught value is a {@link ScanError}, also when it comes from another copy of this module. */
export function isScanError(value: unknown): value is ScanError {
  return value instanceof Error && value.name === 'ScanError' && 'code' in value && String(value.code) in codes;
}

/** Where parsers leave what they noticed; the engine bounds and keeps the list. */
export type Report = (diagnostic: Diagnostic) => void;
