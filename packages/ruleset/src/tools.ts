/** The door of @trackerscope/ruleset/tools: read, write, check and import rules; runs anywhere. */
export { type Category, categories } from './categories.js';
export { formatRule } from './format-rule.js';
export { hashTrackers } from './hash.js';
export { type ImportExodusOptions, type ImportProblem, type ImportResult, importExodus } from './import-exodus.js';
export type { LintId, LintProblem } from './lint-rules.js';
export { lintRules } from './lint-rules.js';
export { parseRule, parseRules } from './parse-rule.js';
