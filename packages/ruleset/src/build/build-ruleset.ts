/** The rules folder, compiled: one JavaScript module that any runtime loads in a few milliseconds. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileRules, type Ruleset } from '@trackerscope/core';
import { loadRules } from '../node/load-rules.js';

/**
 * What the data's own licence asks to be passed on. The copy is not called LICENSE: packing would take it for the licence of the
 * whole package, and leave the code's out.
 */
export const dataNotices = [
  ['LICENSE', 'ODbL-1.0.txt'],
  ['NOTICE', 'NOTICE'],
] as const;

/**
 * Checks the rules in the folder `from` and writes `compiled.js` into the folder `to`, with the licence and the notice of the
 * data beside it in `rules/`. Same rules, same bytes; a file that would not change is left alone.
 * @throws ScanError as `loadRules`
 */
export async function buildRuleset(from: string, to: string): Promise<Ruleset> {
  const rules = { ...(await loadRules(from)), name: 'trackerscope' };
  await mkdir(join(to, 'rules'), { recursive: true });
  await writeIfChanged(join(to, 'compiled.js'), moduleOf(rules));
  for (const [file, copy] of dataNotices) await copyFile(join(from, file), join(to, 'rules', copy));
  return rules;
}

/** Text that is read when it is asked for: JSON.parse starts several times faster than an object literal of this size. */
function moduleOf(rules: Ruleset): string {
  const { name, version, sha256, trackers } = rules;
  const tables = Buffer.from(compileRules(rules)).toString('base64');
  const texts = trackers.map((tracker) => `    ${literal(JSON.stringify(tracker))},\n`).join('');
  const fields = Object.entries({ name, version, sha256, tables }).map(
    ([field, text]) => `  ${field}: ${literal(text)},\n`,
  );
  const header = '/** Compiled from rules/ by build/compile.ts; data under ODbL 1.0, see rules/NOTICE. */\n';
  return `${header}export default {\n${fields.join('')}  trackers: [\n${texts}  ],\n};\n`;
}

function literal(text: string): string {
  return `'${text.replaceAll(/[\\'\u2028\u2029]/g, escaped)}'`;
}

function escaped(char: string): string {
  return char === '\\' || char === "'" ? `\\${char}` : `\\u${char.charCodeAt(0).toString(16)}`;
}

async function writeIfChanged(path: string, text: string): Promise<void> {
  const present = await readFile(path, 'utf8').catch(() => null);
  if (present !== text) await writeFile(path, text);
}
