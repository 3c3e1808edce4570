/** The last step of the build: the command and all it needs, in a few files that start fast; see docs/decisions/0003. */
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type OutputChunk, rolldown } from 'rolldown';
import { lighterModules } from './lighter-modules.js';
import { thirdPartyLicenses } from './third-party-licenses.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const folder = here('../bundle/');
const { version } = JSON.parse(await readFile(here('../../package.json'), 'utf8')) as { version: string };

await rm(folder, { recursive: true, force: true });
const bundle = await rolldown({
  input: { trackerscope: here('../bin.js') },
  platform: 'node',
  // Nothing asks the command for exports, so its chunks may take what they share with it from it.
  preserveEntrySignatures: 'allow-extension',
  // As ES modules where there are such: what is CommonJS cannot be taken in parts, or (jsonc-parser) not at all.
  resolve: { mainFields: ['module', 'main'] },
  // yargs would use it to look for a configuration file to extend, of which the command has none.
  transform: { define: { 'import.meta.resolve': 'undefined' } },
  plugins: [lighterModules({ version })],
});
const { output } = await bundle.write({
  dir: folder,
  // Loading ECMAScript modules costs Node 10 ms more than loading CommonJS.
  format: 'cjs',
  entryFileNames: '[name].cjs',
  chunkFileNames: '[name].cjs',
});
await bundle.close();

const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
// Not called LICENSES: pnpm would take it for the licence of the whole package, and leave that out.
await writeFile(`${folder}THIRD-PARTY-NOTICES`, await thirdPartyLicenses(chunks));
// The rules inside are data under a licence of their own.
const rulesNotices = fileURLToPath(new URL('./rules/', import.meta.resolve('@trackerscope/ruleset')));
await mkdir(`${folder}rules`);
for (const name of ['ODbL-1.0.txt', 'NOTICE']) await copyFile(rulesNotices + name, `${folder}rules/${name}`);
