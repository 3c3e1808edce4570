/** The commands: the module that does each, loaded only when it is asked for. */
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import type { Arguments, CommandName } from './arguments.js';

/** A module in this folder. */
interface Command<Told> {
  run(told: Told, io: Io): Promise<ExitCode>;
}

export const commands: { readonly [Name in CommandName]: () => Promise<Command<Arguments<Name>>> } = {
  scan: () => import('./scan.js'),
  'rules list': () => import('./rules-list.js'),
  'rules show': () => import('./rules-show.js'),
  'rules lint': () => import('./rules-lint.js'),
  'rules import exodus': () => import('./rules-import-exodus.js'),
  'rules hash': () => import('./rules-hash.js'),
  explain: () => import('./explain.js'),
  print: () => import('./print.js'),
};
