/** The real Android libraries and programs that come with devDependencies, for every ABI that there was. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const packages: readonly (readonly [string, string])[] = [
  ['@devicefarmer/minicap-prebuilt', 'prebuilt'],
  ['@devicefarmer/stf', 'vendor/minirev'],
];

/** Package and path in it, and the path on this machine. */
export const realLibraries: readonly (readonly [string, string])[] = packages.flatMap(([name, folder]) => {
  const require = createRequire(new URL('../../../../../test/package.json', import.meta.url));
  const root = dirname(require.resolve(`${name}/package.json`));
  return filesBelow(join(root, folder))
    .filter((path) => path.endsWith('.so') || !/\.\w+$/.test(path))
    .map((path) => [path.slice(root.length + 1), path] as const);
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((it) => (it.isDirectory() ? filesBelow(join(folder, it.name)) : [join(folder, it.name)]))
    .sort();
}
