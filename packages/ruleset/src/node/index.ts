/** The door of @trackerscope/ruleset/node: rules from files. */
export { loadRules } from './load-rules.js';
