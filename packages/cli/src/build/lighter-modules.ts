/** Modules that are slow to start, replaced in the bundle by ones that do the same and start faster. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'rolldown';

/** The library behind `string-width`, to be a file of its own in the bundle, named by the property. */
export const laterModules = {
  'string-width': createRequire(import.meta.resolve('@trackerscope/reporters')).resolve('string-width'),
};

/** Makes the replacements; `version` is that of the command. */
export function lighterModules({ version }: { readonly version: string }): Plugin {
  const lighter: Readonly<Record<string, string>> = {
    assert: assertions,
    'string-width': laterWidth,
    // Known by now: no file need be read for it at every start.
    [fileURLToPath(new URL('../version.js', import.meta.url))]:
      `export const ownVersion = () => ${JSON.stringify(version)};`,
  };
  return {
    name: 'lighter-modules',
    resolveId(source) {
      if (source === './string-width.cjs') return { id: source, external: true };
      return Object.hasOwn(lighter, source) ? source : null;
    },
    load: (id) => lighter[id] ?? null,
  };
}

/** What yargs needs of `assert`. The whole of it asks whether standard error has colours, and makes that stream to find out. */
const assertions = `
  export function strictEqual(actual, expected, message) {
    if (!Object.is(actual, expected)) throw new TypeError(String(message));
  }
  export function notStrictEqual(actual, expected, message) {
    if (Object.is(actual, expected)) throw new TypeError(String(message));
  }`;

/** Its pattern for emoji takes 12 ms to compile. It waits for the first text that is not ASCII, which most runs never meet. */
const laterWidth = `
  export default function width(text, options) {
    return /^[ -~]*$/.test(text) ? text.length : require('./string-width.cjs').default(text, options);
  }`;
