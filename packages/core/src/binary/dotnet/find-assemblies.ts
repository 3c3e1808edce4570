/** Finds the assemblies in whatever Xamarin and .NET for Android wrap them: a store, compression, a shared library. */
import type { Report } from '../../errors.js';
import type { Limits } from '../../limits.js';
import type { UnpackBudget } from '../unpack-budget.js';
import { utf8Text } from '../utf8-texts.js';
import { type AssemblyStore, isAssemblyStore, readAssemblyStore } from './assembly-store.js';
import { isCompressedAssembly, unpackAssembly } from './compressed-assembly.js';
import { findMetadata, isPe } from './pe.js';

/** An assembly as {@link readAssembly} takes it. */
export interface FoundAssembly {
  /** The entry, with the name of the assembly joined by ` > ` where it came out of a store: `assemblies.blob > App.dll`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Where `bytes` begin in the entry; null for one that was compressed, which has no place of its own there. */
  readonly offset: number | null;
}

/** Whether these first bytes (four at least) begin an assembly store, a compressed assembly or a PE file. */
export function beginsLikeAssemblies(head: Uint8Array): boolean {
  return isPe(head) || (head[0] === 0x58 && head[1] === 0x41 && (isXaba(head) || isXalz(head)));
}

const isXaba = (head: Uint8Array): boolean => head[2] === 0x42 && head[3] === 0x41;
const isXalz = (head: Uint8Array): boolean =>
  (head[2] === 0x4c && head[3] === 0x5a) || (head[2] === 0x5a && head[3] === 0x53);

const libraryName = /(?:^|\/)(?:libassemblies\.[^/]+\.blob|libassembly-store|lib[_-][^/]+\.dll)\.so$/;

/** Whether a library of this name is one that the build of .NET for Android wraps around a store or an assembly. */
export function isAssemblyLibrary(name: string): boolean {
  return libraryName.test(name);
}

/**
 * Visits every assembly in an entry: a `.dll`, plain or compressed (`assemblies/*.dll`); a store (`assemblies/*.blob`); or a shared
 * library around one of them (`libassemblies.*.blob.so`, `libassembly-store.so`, `lib_*.dll.so`). Each is unpacked when it is
 * visited and can be dropped afterwards. An empty store, or a library without assemblies, visits nothing.
 *
 * @param budget what compressed assemblies may still unpack to
 */
export function visitAssemblies(
  bytes: Uint8Array,
  where: string,
  report: Report,
  limits: Limits,
  budget: UnpackBudget,
  visit: (assembly: FoundAssembly) => void,
): void {
  const payload = findPayload(bytes);
  if (payload === -1) return;
  const unpack = (path: string, start: number, end: number): void => {
    const packed = start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
    if (!isCompressedAssembly(packed)) visit({ path, bytes: packed, offset: start });
    else {
      const unpacked = unpackAssembly(packed, path, report, limits, budget);
      if (unpacked !== null) visit({ path, bytes: unpacked, offset: null });
    }
  };
  if (!isAssemblyStore(bytes, payload)) {
    unpack(where, payload, bytes.length);
    return;
  }
  const store = readAssemblyStore(bytes, payload, where, report, limits);
  for (let i = 0; i < store.count; i++) {
    const start = store.starts[i]!;
    const end = store.ends[i]!;
    if (start < end) unpack(`${where} > ${storedName(store, i)}`, start, end);
  }
}

/** File names of assemblies are short; no more of one belongs into a path. */
const maxNameUnits = 256;

function storedName({ names }: AssemblyStore, i: number): string {
  return (names && utf8Text(names, i, maxNameUnits)) || `assembly ${i}`;
}

/**
 * Where the payload of an entry begins: 0 where it is one itself, else the first place inside a shared library that begins like one.
 * The build puts it into a section of its own (`payload`), or behind the symbol `_assembly_store`, on a boundary of 16 KiB
 * (dotnet/android, ApkSharedLibraries.md); the magic and what follows it are telling enough without the tables of the library.
 * -1 where there is none.
 */
export function findPayload(bytes: Uint8Array): number {
  if (isPayload(bytes, 0)) return 0;
  if (!isElf(bytes)) return isPe(bytes) ? 0 : -1;
  for (let at = alignment; at < bytes.length; at += alignment) {
    const first = bytes[at];
    if ((first === 0x58 || first === 0x4d) && isPayload(bytes, at)) return at;
  }
  return -1;
}

/** Sections are aligned to far more; this is the least that an assembler would do for a structure of numbers. */
const alignment = 16;

function isPayload(bytes: Uint8Array, at: number): boolean {
  return isAssemblyStore(bytes, at) || isCompressedAssembly(bytes, at) || findMetadata(bytes, at) !== null;
}

const isElf = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
