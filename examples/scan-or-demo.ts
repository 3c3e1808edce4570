/** The root script `scan`: the command with the given arguments, or with the demo app when there are none. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildDemoApp } from './demo-app.js';

let args = process.argv.slice(2);
if (args.length === 0) {
  const folder = fileURLToPath(new URL('../out/', import.meta.url));
  const path = join(folder, 'demo.apk');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, buildDemoApp());
  process.stderr.write('No file given: scanning the demo app. To scan your own: npx -y pnpm@10 scan app.apk\n\n');
  args = [relative(process.cwd(), path)];
}

const command = dirname(createRequire(import.meta.url).resolve('trackerscope/package.json'));
process.argv.splice(2, Number.POSITIVE_INFINITY, 'scan', ...args);
await import(pathToFileURL(join(command, 'bin/trackerscope.js')).href);
