/** What people give in place of an app, told by its bytes: what it is, and what to try. */
import type { Archive } from '../archive/archive.js';
import { ScanError } from '../errors.js';
import { describeBytes } from '../magic.js';
import type { InputFile } from './container.js';

/** Something that is no app, and how it begins. */
interface KnownFile {
  readonly what: string;
  readonly advice: string;
  begins(head: Uint8Array): boolean;
}

const scanTheApk = 'Scan the APK that it belongs to.';
const unpack = 'Unpack it first, and scan what is inside.';
const fetchAgain = 'Fetch the app again, and look at what the server says.';

/** In this order; the first that fits names the file. */
const knownFiles: readonly KnownFile[] = [
  {
    what: 'optimized code (ODEX) that one device made of an app',
    begins: startsWith('dey\n'),
    advice: `${scanTheApk} Where there is none, baksmali and smali turn ODEX into DEX.`,
  },
  {
    what: 'verified code (VDEX) that one device made of an app',
    begins: startsWith('vdex'),
    advice: `${scanTheApk} Where there is none, vdexExtractor takes the DEX files out of a VDEX.`,
  },
  {
    what: 'compact DEX (CDEX), which only lies inside of VDEX files',
    begins: startsWith('cdex'),
    advice: `${scanTheApk} Where there is none, compact_dex_converter turns CDEX into DEX.`,
  },
  {
    what: 'compiled code (OAT) that one device made of an app',
    begins: (head) => isElf(head) && holdsOatHeader(head),
    advice: `${scanTheApk} On the device, pm path PACKAGE tells where it lies.`,
  },
  { what: 'a native library (ELF)', begins: isElf, advice: 'Scan the APK that holds it.' },
  { what: 'a compiled image of Android classes (ART)', begins: startsWith('art\n'), advice: scanTheApk },
  {
    what: 'one Java class file, or a program for macOS',
    begins: startsWith('\xca\xfe\xba\xbe'),
    advice: 'Put class files into a JAR: jar cf app.jar FILE.class',
  },
  { what: 'a RAR archive', begins: startsWith('Rar!\x1a\x07'), advice: unpack },
  { what: 'a 7z archive', begins: startsWith("7z\xbc\xaf'\x1c"), advice: unpack },
  { what: 'a gzip file', begins: startsWith('\x1f\x8b'), advice: unpack },
  { what: 'an XZ file', begins: startsWith('\xfd7zXZ\0'), advice: unpack },
  { what: 'a bzip2 file', begins: startsWith('BZh'), advice: unpack },
  { what: 'a Zstandard file', begins: startsWith('\x28\xb5\x2f\xfd'), advice: unpack },
  { what: 'a tar archive', begins: startsWith('ustar', 257), advice: unpack },
  {
    what: 'an Android backup',
    begins: startsWith('ANDROID BACKUP\n'),
    advice: 'It holds data of apps; pull the app itself from the device.',
  },
  { what: 'an update of a device (OTA payload)', begins: startsWith('CrAU'), advice: 'Scan the APKs in its images.' },
  { what: 'a sparse image of a partition', begins: startsWith('\x3a\xff\x26\xed'), advice: 'Scan the APKs inside.' },
  { what: 'a program for Windows', begins: startsWith('MZ'), advice: 'Only Android apps are read.' },
  { what: 'a PDF document', begins: startsWith('%PDF-'), advice: 'Give the app itself.' },
  {
    what: 'a pointer of Git LFS in place of the file',
    begins: startsWith('version https://git-lfs'),
    advice: 'Fetch the file: git lfs pull',
  },
  {
    what: 'a web page (HTML), as servers send in place of a file that they do not give',
    begins: textMatches(/^<(?:!doctype\s+html|html|head)\b/i),
    advice: fetchAgain,
  },
  { what: 'an XML document', begins: textMatches(/^<\?xml|^<[A-Za-z]+[\s>]/), advice: fetchAgain },
  { what: 'a JSON document', begins: textMatches(/^[[{]\s*(?:["\]}[{]|$)/), advice: fetchAgain },
  {
    what: 'text in UTF-16',
    begins: (head) => startsWith('\xff\xfe')(head) || startsWith('\xfe\xff')(head),
    advice: 'If it is a list of class names, save it in UTF-8.',
  },
  {
    what: 'nothing but zero bytes, as a download leaves that was never finished',
    begins: (head) => head.every((byte) => byte === 0),
    advice: 'Fetch the app again, and compare its size with the original.',
  },
];

/** An error that names the file where it is known. */
export function notAnApp({ source, head }: InputFile): ScanError {
  const known = knownFiles.find(({ begins }) => begins(head));
  const beginning = `${source.size} bytes that begin with ${describeBytes(head.subarray(0, 16))}`;
  const found = known ? `${known.what}: ${beginning}` : beginning;
  return new ScanError('input/not-an-app', `${expected}; found ${found}.`, { advice: known?.advice ?? kindsOfInput });
}

const expected = 'Expected an Android app';
const kindsOfInput =
  'Give an APK, a split set (.apks, .xapk, .apkm), a bundle (AAB), an AAR, a JAR, a DEX file, or a list of class names.';

/** What an archive is that holds no app, and what to try; null when nothing tells. */
export function nameArchive({ entries }: Archive): { readonly what: string; readonly advice: string } | null {
  if (entries.length === 0) return { what: 'an archive without any files', advice: 'Fetch it again.' };
  const names = entries.map(({ name }) => name);
  const known = knownArchives.find(({ holds }) => names.some(holds));
  return known ?? null;
}

const knownArchives: readonly { readonly what: string; readonly advice: string; holds(name: string): boolean }[] = [
  {
    what: 'an app for iOS (IPA)',
    holds: (name) => /^Payload\/[^/]+\.app\//.test(name),
    advice: 'Only Android apps are read.',
  },
  {
    what: 'a project that apktool made of an app',
    holds: (name) => /(?:^|\/)apktool\.yml$/.test(name),
    advice: 'Give the APK that it was made of, or build one: apktool b FOLDER',
  },
  {
    what: 'a bundle in the form of one module, as bundletool takes it',
    holds: (name) => name === 'manifest/AndroidManifest.xml',
    advice: 'Build the bundle first: bundletool build-bundle',
  },
  {
    what: 'an Office document',
    holds: (name) => name === '[Content_Types].xml',
    advice: 'Give the app itself.',
  },
];

/** Whether the text, a byte for each character, stands at `offset`. */
function startsWith(text: string, offset = 0): (head: Uint8Array) => boolean {
  return (head) => {
    for (let i = 0; i < text.length; i++) if (head[offset + i] !== text.charCodeAt(i)) return false;
    return true;
  };
}

/** Whether it is text whose beginning, white space and byte order mark aside, fits the pattern. */
function textMatches(pattern: RegExp): (head: Uint8Array) => boolean {
  return (head) => pattern.test(new TextDecoder().decode(head.subarray(0, 512)).trimStart());
}

function isElf(head: Uint8Array): boolean {
  return startsWith('\x7fELF')(head);
}

/**
 * `oat\n` and a version of three digits begin the read-only data of an OAT file (ART, oat.h), which lies behind one page of 4 KiB, or
 * in later versions of 16.
 */
function holdsOatHeader(head: Uint8Array): boolean {
  return [0x1000, 0x4000].some((page) => /^oat\n\d{3}\0$/.test(String.fromCharCode(...head.subarray(page, page + 8))));
}
