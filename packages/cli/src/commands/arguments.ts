/** What each command is told by the parser. */
import type { Depth, MatchMode, Verdict } from '@trackerscope/core';

/** Said to every command. */
interface CommonArguments {
  /** Colour on or off, where the caller said so. */
  readonly color: boolean | undefined;
  readonly debug: boolean;
}

export interface ScanArguments extends CommonArguments {
  /** Paths; `-` is standard input. */
  readonly files: readonly string[];
  /** The files are the APKs of one app. */
  readonly asOneApp: boolean;
  readonly format: string;
  readonly output: string | undefined;
  readonly allEvidence: boolean;
  readonly failOn: readonly Verdict[];
  readonly includeFirstParty: boolean;
  /** Reasons by tracker id. */
  readonly ignore: Readonly<Record<string, string>>;
  readonly rules: string | undefined;
  readonly match: MatchMode;
  readonly depth: Depth;
  readonly verifySignature: boolean;
  readonly quiet: boolean;
}

/** Said to the commands that show rules. */
interface RuleArguments extends CommonArguments {
  readonly rules: string | undefined;
  readonly format: 'text' | 'json';
}

/** What each command is told, by its name. */
interface ArgumentsByCommand {
  scan: ScanArguments;
  'rules list': RuleArguments;
  'rules show': RuleArguments & { readonly id: string };
  'rules lint': CommonArguments & { readonly path: string | undefined };
  'rules import exodus': CommonArguments & { readonly file: string; readonly out: string; readonly force: boolean };
  'rules hash': CommonArguments & { readonly rules: string | undefined };
  explain: CommonArguments & { readonly rules: string | undefined; readonly id: string };
  /** Help, version and completion script: text that the parser already has. */
  print: { readonly text: string };
}

export type CommandName = keyof ArgumentsByCommand;
export type Arguments<Name extends CommandName> = ArgumentsByCommand[Name];

/** One command to run, with what it is told. */
export type Invocation = {
  [Name in CommandName]: { readonly command: Name; readonly told: Arguments<Name> };
}[CommandName];
