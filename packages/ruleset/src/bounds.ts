/** Bounds on rule files and imports, with unit and reason. */

/** Characters of one file of rules. The 442 rules that ship are 0.6 million characters together. */
export const maxRulesChars = 32 * 1024 * 1024;

/** Arrays and objects inside each other. A rule needs five; a list of imported trackers no more. */
export const maxJsonDepth = 32;

/** Characters of one text in a rule. The longest published network signature has 490. */
export const maxTextChars = 16_384;

/** Members of one list in a rule. The longest list of alternatives has 21. */
export const maxListItems = 4_096;
