/** The last step of the build: rules/ into dist/compiled.js. */
import { fileURLToPath } from 'node:url';
import { buildRuleset } from './build-ruleset.js';

const repository = new URL('../../../../', import.meta.url);
await buildRuleset(fileURLToPath(new URL('rules', repository)), fileURLToPath(new URL('../', import.meta.url)));
