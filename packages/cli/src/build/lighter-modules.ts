/** Modules that are slow to start, replaced in the bundle by ones that do the same and start faster. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';

const versionModule = fileURLToPath(new URL('../version.js', import.meta.url));
const stringWidth = /[\\/]node_modules[\\/]string-width[\\/]index\.js$/;
const exact = '?exact';
const twoAssertions = '\0two-assertions';

/** Makes the replacements; `version` is that of the command. */
export function lighterModules({ version }: { readonly version: string }): Plugin {
  return {
    name: 'lighter-modules',
    resolveId: (source) => (source === 'assert' ? twoAssertions : null),
    async load(id) {
      if (id === twoAssertions) return assertions;
      // Known by now: no file need be read for it at every start.
      if (id === versionModule) return `export const ownVersion = () => ${JSON.stringify(version)};`;
      if (stringWidth.test(id)) return lazyWidth(id);
      if (id.endsWith(exact)) return readFile(id.slice(0, -exact.length), 'utf8');
      return null;
    },
  };
}

/** Tables of graphemes take 20 ms to make. They are made for the first text that is not ASCII, which most runs never meet. */
const lazyWidth = (id: string): string => `
  export default function width(text, options) {
    return /^[ -~]*$/.test(text) ? text.length : require(${JSON.stringify(id + exact)}).default(text, options);
  }`;

/** What yargs needs of `assert`. The whole of it asks whether standard error has colours, and makes that stream to find out. */
const assertions = `
  export function strictEqual(actual, expected, message) {
    if (!Object.is(actual, expected)) throw new TypeError(String(message));
  }
  export function notStrictEqual(actual, expected, message) {
    if (Object.is(actual, expected)) throw new TypeError(String(message));
  }`;
