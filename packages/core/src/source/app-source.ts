/** AppSource: the bytes of an app, which lie in one file or in several. */
import type { ScanError } from '../errors.js';
import { compareCodeUnits } from '../order.js';
import type { Platform } from '../platform.js';
import type { ByteSource } from './byte-source.js';

/** One file, or the files of an app that comes in several. */
export type AppSource = ByteSource | AppFiles;

/** The files of one app: a base APK and its splits. */
export interface AppFiles {
  readonly files: readonly NamedSource[];
  /** Files that are there and cannot be read. */
  readonly unreadable: readonly { readonly name: string; readonly error: ScanError }[];
  /** The folder in which they were found, when nobody said that they are one app. */
  readonly folder: string | null;
}

/** A file by the name that places in the report begin with. */
export interface NamedSource {
  readonly name: string;
  readonly source: ByteSource;
}

/** Whether an app comes in several files. */
export function inSeveralFiles(app: AppSource): app is AppFiles {
  return 'files' in app;
}

/** Bytes of all that was given, whether it turns out to be part of the app or not. */
export function bytesGiven(app: AppSource): number {
  return bytesOf(inSeveralFiles(app) ? app.files : app);
}

/** Bytes of all files together. */
export function bytesOf(app: ByteSource | readonly NamedSource[]): number {
  return 'size' in app ? app.size : app.reduce((sum, { source }) => sum + source.size, 0);
}

/**
 * SHA-256 of a file; of several files that of the lines which `sha256sum` prints for them, sorted: the SHA-256 of a file, two spaces,
 * its name and a line feed each. As there, a name with a line end or a backslash has these written as `\n`, `\r` and `\\`, and a
 * backslash before its line.
 */
export async function sha256Of(
  app: ByteSource | readonly NamedSource[],
  platform: Pick<Platform, 'sha256' | 'digest'>,
): Promise<string> {
  if ('size' in app) return platform.sha256(app);
  const lines: string[] = [];
  for (const { name, source } of app) lines.push(sumLine(await platform.sha256(source), name));
  const text = new TextEncoder().encode(lines.sort(compareCodeUnits).join(''));
  const hash = await platform.digest('SHA-256', text);
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function sumLine(sha256: string, name: string): string {
  const escaped = name.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `${escaped === name ? '' : '\\'}${sha256}  ${escaped}\n`;
}
