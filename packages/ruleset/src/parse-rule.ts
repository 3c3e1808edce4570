/** Rule files, read: JSON text in, checked rules out, or an error that names file, line and field. */
import { parseCodePattern, parseNetworkPattern, ScanError, type TrackerRule } from '@trackerscope/core';
import * as v from 'valibot';
import { type JsonDocument, type JsonPath, readJson } from './json-document.js';
import { unreadableAlternative } from './published-code.js';
import { ruleSchema } from './rule-schema.js';

/**
 * Reads the text of a file that holds one rule.
 * @param file name for error messages
 * @throws ScanError `rules/bad-json`, `rules/bad-field` or `rules/bad-pattern`; the message begins with `file:line:`
 */
export function parseRule(text: string, file: string): TrackerRule {
  return toRule(readJson(text, file), file, []);
}

/**
 * Reads the text of a file that holds one rule or a list of rules.
 * @throws as {@link parseRule}; `rules/duplicate-id` when two rules of the list have the same id
 */
export function parseRules(text: string, file: string): TrackerRule[] {
  const document = readJson(text, file);
  if (!Array.isArray(document.value)) return [toRule(document, file, [])];
  const firstLine = new Map<string, number>();
  return document.value.map((_, index) => {
    const rule = toRule(document, file, [index]);
    const line = document.lineOf([index, 'id']);
    const first = firstLine.get(rule.id);
    if (first !== undefined)
      throw new ScanError(
        'rules/duplicate-id',
        `${file}:${line}: the id ${rule.id} was given in line ${first} already`,
      );
    firstLine.set(rule.id, line);
    return rule;
  });
}

function toRule(document: JsonDocument, file: string, path: JsonPath): TrackerRule {
  const value = path.length === 0 ? document.value : (document.value as readonly unknown[])[Number(path[0])];
  const result = v.safeParse(ruleSchema, value, { abortPipeEarly: true });
  if (!result.success) throw badField(document, file, path, result.issues);
  checkPatterns(result.output, (field, check) => {
    try {
      check();
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new ScanError(
        'rules/bad-pattern',
        `${file}:${document.lineOf([...path, ...field])}: ${toField(field)}: ${message}`,
        {
          cause,
        },
      );
    }
  });
  return result.output;
}

/** Reads every pattern once, so that a rule that was loaded can be matched without surprises. */
function checkPatterns(rule: TrackerRule, at: (field: JsonPath, check: () => void) => void): void {
  at(['published', 'code'], () => {
    const unreadable = unreadableAlternative(rule.published.code);
    if (unreadable !== null) throw new Error(unreadable);
  });
  for (const [i, { pattern, except = [] }] of rule.signatures.code.entries()) {
    const field = ['signatures', 'code', i] as const;
    if (pattern !== null) at([...field, 'pattern'], () => parseCodePattern(pattern));
    for (const [j, prefix] of except.entries()) at([...field, 'except', j], () => parseCodePattern(prefix));
  }
  for (const [i, { kind, pattern }] of rule.signatures.network.entries()) {
    if (pattern !== null) at(['signatures', 'network', i, 'pattern'], () => parseNetworkPattern(kind, pattern));
  }
}

function badField(
  document: JsonDocument,
  file: string,
  path: JsonPath,
  issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
): ScanError {
  const issue = issues[0];
  const field = (issue.path ?? []).map((step) => step.key as string | number);
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return new ScanError(
    'rules/bad-field',
    `${file}:${document.lineOf([...path, ...field])}: ${toField([...path, ...field])}: expected ${expectedBy(issue)}, found ${found(issue)}${more}`,
    { advice: 'docs/rules.md lists the fields of a rule with an example.' },
  );
}

function expectedBy(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return issue.message;
  if (issue.expected === 'never') return 'only the fields of docs/rules.md';
  return issue.expected === 'Object' ? 'an object' : 'this field to be there';
}

function found(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'strict_object' && issue.expected === 'never') return 'an unknown field';
  const { input } = issue;
  if (input === undefined) return 'nothing';
  if (input === '') return 'an empty text';
  if (Array.isArray(input)) return `a list of ${input.length}`;
  if (typeof input === 'object' && input !== null) return 'an object';
  const shown = JSON.stringify(input);
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown;
}

/** A path as people write it: `signatures.code[0].pattern`; the whole rule is `rule`. */
function toField(path: JsonPath): string {
  const field = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return field === '' ? 'rule' : field.replace(/^\./, '');
}
