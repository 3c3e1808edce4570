/** JSON text read strictly, with the line of each member, so that an error can say where. */
import { ScanError } from '@trackerscope/core';
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { maxJsonDepth, maxRulesChars } from './bounds.js';

/** The way to a member: keys and indexes from the top. */
export type JsonPath = readonly (string | number)[];

/** A JSON text, read. */
export interface JsonDocument {
  readonly value: unknown;
  /** The line (from 1) of the member at `path`, or of the nearest member around it that exists. */
  lineOf(path: JsonPath): number;
}

/**
 * Reads JSON text; comments, trailing commas and members given twice are errors.
 * @throws ScanError `rules/bad-json`, naming file and line
 */
export function readJson(given: string, file: string): JsonDocument {
  // Editors on Windows put a byte order mark in front (RFC 8259, section 8.1: a parser may ignore it).
  const text = given.replace(/^\uFEFF/, '');
  if (text.trim() === '') throw badJson(file, 1, 'expected JSON, found nothing');
  if (text.length > maxRulesChars)
    throw badJson(file, 1, `expected at most ${maxRulesChars} characters, found ${text.length}`);
  const deep = placeTooDeep(text);
  if (deep !== null)
    throw badJson(file, lineAt(text, deep), `expected at most ${maxJsonDepth} lists and objects inside each other`);

  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const value = parseStrictly(text, file, errors[0]);
  const twice = tree && memberGivenTwice(tree);
  if (twice) throw badJson(file, lineAt(text, twice.offset), `member ${JSON.stringify(twice.value)} is given twice`);
  return { value, lineOf: (path) => lineAt(text, offsetOf(tree, path)) };
}

function parseStrictly(text: string, file: string, error: ParseError | undefined): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const [line, found] = error
      ? [lineAt(text, error.offset), spaced(printParseErrorCode(error.error))]
      : [1, cause instanceof Error ? cause.message : String(cause)];
    throw badJson(file, line, `expected JSON without comments or trailing commas, found: ${found}`);
  }
}

/** Where lists and objects lie deeper inside each other than the bound, or null: both parsers recurse, so look first. */
function placeTooDeep(text: string): number | null {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '[' || char === '{') {
      if (++depth > maxJsonDepth) return at;
    } else if (char === ']' || char === '}') depth--;
  }
  return null;
}

function memberGivenTwice(node: Node): Node | undefined {
  const keys = new Set<unknown>();
  for (const child of node.children ?? []) {
    if (node.type === 'object') {
      const key = child.children?.[0];
      if (key && keys.has(key.value)) return key;
      keys.add(key?.value);
    }
    const deeper = memberGivenTwice(child);
    if (deeper) return deeper;
  }
  return undefined;
}

function offsetOf(tree: Node | undefined, path: JsonPath): number {
  for (let length = path.length; tree && length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length) as (string | number)[]);
    if (node) return (node.parent?.type === 'property' ? node.parent : node).offset;
  }
  return 0;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function spaced(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function badJson(file: string, line: number, what: string): ScanError {
  return new ScanError('rules/bad-json', `${file}:${line}: ${what}`);
}
