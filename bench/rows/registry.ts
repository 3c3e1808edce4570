/** Everything that is measured, in the order of the table. */
import { commandRow } from './command.js';
import { memory } from './memory.js';
import { portable } from './portable.js';
import type { Row } from './row.js';
import { rules } from './rules.js';
import { startUp } from './start-up.js';
import { synthetic } from './synthetic.js';
import { warm } from './warm.js';

export const rows: readonly Row[] = [warm, commandRow, memory, rules, portable, startUp, synthetic];
