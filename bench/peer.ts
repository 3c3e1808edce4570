/** A peer: any program that takes the path of an APK, given as one line of text. */
import type { CommandLine } from './processes.js';

/**
 * Splits a command at spaces, keeps quoted parts whole and puts `apk` in the place of each `{apk}`. No shell is involved.
 * @throws TypeError when there is no `{apk}` in it
 */
export function splitCommand(text: string, apk: string): CommandLine {
  const words = [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare!,
  );
  const [program, ...args] = words;
  if (program === undefined || !text.includes('{apk}')) {
    throw new TypeError(`Expected a command with {apk} where the path of the app belongs; it is "${text}".`);
  }
  return [program, ...args.map((word) => word.replaceAll('{apk}', () => apk))];
}
