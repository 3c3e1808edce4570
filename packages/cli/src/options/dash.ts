/** What yargs makes of single dashes and of options given twice, put right. */
import { UsageError } from '../usage-error.js';

/** Stands for a bare `-` inside yargs, which would read it as an empty text. No argument of a process can hold a NUL. */
export const dash = '\0-';

/**
 * yargs makes a list of an option that is given twice; only those that are lists may be.
 * @throws UsageError
 */
export function expectOnce<Said extends object>(said: Said): Said {
  const lists = ['_', '--', 'FILE', 'fail-on', 'ignore'];
  const twice = Object.entries(said).find(([name, value]) => Array.isArray(value) && !lists.includes(name));
  if (twice !== undefined) throw new UsageError(`--${twice[0]} was given more than once.`);
  return said;
}

/** The same with every stand-in for a dash made a dash again. */
export function withDashes<Said extends object>(said: Said): Said {
  const withDash = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withDash);
    return value === dash ? '-' : value;
  };
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, withDash(value)])) as Said;
}
