/** Options and arguments that several commands have. */

export const rulesOption = {
  type: 'string',
  requiresArg: true,
  describe: 'Rules file or folder to use instead of the built-in rules',
} as const;

export const ruleFormat = {
  choices: ['text', 'json'] as const,
  default: 'text' as const,
  requiresArg: true,
  describe: 'For people or for programs',
};

export const idArgument = {
  type: 'string',
  demandOption: true,
  describe: 'Id, number in the Exodus database, or name of a tracker',
} as const;
