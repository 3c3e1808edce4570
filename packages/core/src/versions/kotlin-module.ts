/** Kotlin's module files: which packages of a library have top-level declarations (JetBrains/kotlin, jvm_module.proto). */
import { nextField, type ProtoScan, scanProto, wireTypes } from '../binary/proto/wire.js';
import { textTable } from '../binary/utf8-texts.js';
import type { Report } from '../errors.js';
import type { TextTable } from '../extractors/sink.js';
import type { Limits } from '../limits.js';

/** One `META-INF/*.kotlin_module`. */
export interface KotlinModule {
  /** What the compiler called the module, which is the name of the file: `kotlinx-coroutines-core`. */
  readonly name: string;
  /** Version of the metadata, `2.1.0`: that of the compiler, not of the library. */
  readonly metadataVersion: string;
  /** Names of packages, `kotlinx.coroutines.flow`, as ranges of the file. */
  readonly packages: TextTable;
}

const path = /^(?:[^/]+\/root\/)?META-INF\/([^/]+)\.kotlin_module$/;
/** Compilers write three numbers. */
const maxVersionNumbers = 8;
/** Fields of `Module` that hold `PackageParts`, whose first field is the package, and one that holds the name itself. */
const packageParts = 1;
const metadataParts = 2;
const jvmPackageName = 3;
const packageFqName = 1;

/** Whether an entry of this name is a module file. */
export function isKotlinModule(name: string): boolean {
  return path.test(name);
}

/**
 * Reads a module file: big-endian numbers of the version behind their count, since Kotlin 1.4 a number of flags, then the message
 * `Module` (ModuleMapping.kt). Null, and `versions/unreadable`, where it does not begin so; damage inside the message is reported as
 * that of any protocol buffer, and the packages in front of it are read. Throws nothing.
 *
 * @param name of the entry inside its archive
 * @param where path of the entry inside the input
 */
export function readKotlinModule(
  name: string,
  bytes: Uint8Array,
  where: string,
  report: Report,
  limits: Limits,
): KotlinModule | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length < 4 ? 0 : view.getUint32(0);
  if (count === 0 || count > maxVersionNumbers || 4 + count * 4 > bytes.length) {
    const message = 'expected the numbers of a version, as a module of Kotlin begins.';
    report({ code: 'versions/unreadable', where: [{ entry: where, offset: 0 }], message });
    return null;
  }
  const version = Array.from({ length: count }, (_, i) => view.getUint32(4 + i * 4));
  const [major = 0, minor = 0] = version;
  const hasFlags = major > 1 || (major === 1 && minor >= 4);
  const scan = scanProto(bytes, report, where);
  const packages = readPackages(scan, 4 + count * 4 + (hasFlags ? 4 : 0), limits.maxTableItems);
  scan.damage.flush();
  return { name: path.exec(name)?.[1] ?? name, metadataVersion: version.join('.'), packages };
}

function readPackages(scan: ProtoScan, from: number, maxCount: number): TextTable {
  const { bytes } = scan;
  const places: number[] = [];
  for (let at = nextField(scan, from, bytes.length); at !== 0; at = nextField(scan, at, bytes.length)) {
    if (scan.type !== wireTypes.length) continue;
    if (places.length === maxCount * 2) {
      scan.damage.note('limit/items', 'packages', at, () => `more than ${maxCount}`);
      break;
    }
    if (scan.field === jvmPackageName) places.push(scan.start, scan.end);
    else if (scan.field === packageParts || scan.field === metadataParts) {
      const end = scan.end;
      for (let inner = nextField(scan, scan.start, end); inner !== 0; inner = nextField(scan, inner, end)) {
        if (scan.field !== packageFqName || scan.type !== wireTypes.length) continue;
        places.push(scan.start, scan.end);
        break;
      }
    }
  }
  const starts = Uint32Array.from({ length: places.length / 2 }, (_, i) => places[i * 2]!);
  const ends = Uint32Array.from({ length: places.length / 2 }, (_, i) => places[i * 2 + 1]!);
  return textTable(bytes, starts, ends, true);
}
