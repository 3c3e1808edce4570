/** The last step of the build: the command and all it needs, in a few files that start fast; see docs/decisions/0003. */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { laterModules, lighterModules } from './lighter-modules.js';
import { thirdPartyLicenses } from './third-party-licenses.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../bundle/');
const { version } = JSON.parse(await readFile(here('../../package.json'), 'utf8')) as { version: string };

const bundle = await rolldown({
  // Paths in the bundle are written from here, so that the bytes do not depend on where the build was started.
  cwd: here('../../../../'),
  input: { trackerscope: here('../bin.js'), ...laterModules },
  platform: 'node',
  // Nothing asks the command for exports, so its chunks may take from it what they share with it.
  preserveEntrySignatures: 'allow-extension',
  // As ES modules where there are such: CommonJS cannot be taken in parts or, when it is UMD as jsonc-parser is, not at all.
  resolve: { mainFields: ['module', 'main'] },
  // yargs would use it to look for a configuration file to extend, of which the command has none.
  transform: { define: { 'import.meta.resolve': 'undefined' } },
  plugins: [lighterModules({ version })],
});
const { output } = await bundle.write({
  dir: folder,
  // Loading ES modules costs Node 10 ms more than loading CommonJS.
  format: 'cjs',
  exports: 'named',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name].cjs',
});
await bundle.close();

const chunks = output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
// Not called LICENSES: pnpm would take it for the licence of the whole package, and leave that out.
const notices = 'THIRD-PARTY-NOTICES';
await writeFile(folder + notices, await thirdPartyLicenses(chunks));
// The rules inside are data under a licence of their own.
const rulesNotices = fileURLToPath(new URL('./rules/', import.meta.resolve('@trackerscope/ruleset')));
await mkdir(`${folder}rules`, { recursive: true });
for (const name of ['ODbL-1.0.txt', 'NOTICE']) await copyFile(rulesNotices + name, `${folder}rules/${name}`);

// Only now, so that the command runs all the time that it is built anew.
const current = [...chunks.map(({ fileName }) => fileName), notices, 'rules'];
for (const name of await readdir(folder)) {
  if (!current.includes(name)) await rm(folder + name, { recursive: true });
}
