/** ScanInput: what callers give to be scanned, anywhere, and the sources made of it. */
import type { AppSource } from './source/app-source.js';
import type { ByteSource } from './source/byte-source.js';
import { fromBlob } from './source/from-blob.js';
import { fromBytes } from './source/from-bytes.js';

/** The bytes of a file. */
export type FileBytes = Uint8Array | ArrayBuffer | Blob;

/**
 * What can be scanned anywhere: the bytes of an app, or a Blob (a File of a web page keeps its name in the report); and an app that
 * comes in several files.
 */
export type ScanInput = FileBytes | AppInParts;

/** An app in several files: a base APK and its splits, in any order. They are scanned as one app, and give one report. */
export interface AppInParts {
  readonly parts: readonly NamedPart[];
}

/** One file of an app in several. */
export interface NamedPart {
  /** What places in the report begin with, `config.en.apk`. */
  readonly name: string;
  readonly bytes: FileBytes;
}

/** An input as sources of bytes. */
export interface NamedInput {
  readonly app: AppSource;
  /** The name that comes with it, or null. */
  readonly name: string | null;
}

/** Turns what a caller gave into sources. */
export function inputOf(input: ScanInput): NamedInput {
  if ('parts' in input) {
    const files = input.parts.map(({ name, bytes }) => ({ name, source: sourceOf(bytes) }));
    return { app: { files: withOwnNames(files), unreadable: [], folder: null }, name: null };
  }
  const name = input instanceof Blob && 'name' in input && typeof input.name === 'string' ? input.name : null;
  return { app: sourceOf(input), name };
}

/** The bytes of one file as a source. */
export function sourceOf(bytes: FileBytes): ByteSource {
  return bytes instanceof Blob ? fromBlob(bytes) : fromBytes(bytes);
}

/** The same with a number behind each name that was there before, so that every place in a report is one place. */
export function withOwnNames<File extends { readonly name: string }>(files: readonly File[]): File[] {
  const taken = new Set<string>();
  return files.map((file) => {
    let { name } = file;
    for (let number = 2; taken.has(name); number++) name = `${file.name} (${number})`;
    taken.add(name);
    return { ...file, name };
  });
}
