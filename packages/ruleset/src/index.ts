/** The door of @trackerscope/ruleset: the rules that ship, compiled, and nothing that costs start-up time. */
import type { Ruleset } from '@trackerscope/core';
import compiled from './compiled.js';

/** The rules that ship with this version: every tracker of the Exodus database and a few more. */
export const rules: Ruleset = compiled;
