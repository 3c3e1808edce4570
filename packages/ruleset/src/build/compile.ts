/** The last step of the build: rules/ into dist/compiled.js. */
import { fileURLToPath } from 'node:url';
import { buildRuleset } from './build-ruleset.js';

const rules = new URL('.', import.meta.resolve('@trackerscope/rules/package.json'));
await buildRuleset(fileURLToPath(rules), fileURLToPath(new URL('../', import.meta.url)));
