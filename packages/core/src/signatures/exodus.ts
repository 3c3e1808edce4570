/** Match mode `exodus`: the published code signatures as exodus-core searches them, over the names it sees. */

import { collectSlashedNames } from '../binary/dex/slashed-names.js';
import { ScanError } from '../errors.js';
import type { Sink } from '../extractors/sink.js';
import type { Location } from '../observation.js';
import type { TrackerRule } from './rule.js';
import type { OnHit } from './signature-kind.js';

/** exodus-core skips signatures of three characters or fewer (static_analysis.py, `load_trackers_signatures`). */
const shortestSignature = 4;

/** A node of the trie of published alternatives. `any` is the edge of an unescaped dot: one character, whichever. */
interface Node {
  readonly literal: Map<string, Node>;
  any: Node | undefined;
  readonly ends: { readonly tracker: number; readonly signature: string }[];
}

/**
 * Compiles the published code signatures into one trie that is walked from every character of a name: the meaning of an
 * unanchored Python `re.search` for alternatives of literal characters and dots, in time that is linear in the name for a
 * given depth of the trie.
 * @throws ScanError `rules/bad-pattern` when a published signature uses more of the regular-expression language
 */
export function compileExodus(trackers: readonly TrackerRule[]): (onHit: OnHit) => Partial<Sink> {
  const root = newNode();
  for (const [tracker, { id, exodusId, published }] of trackers.entries()) {
    // What Exodus does not list, its tools do not find.
    if (exodusId === null || published.code === null || published.code.length < shortestSignature) continue;
    for (const raw of published.code.split('|')) {
      let node = root;
      for (const step of stepsOf(raw, id)) node = follow(node, step);
      node.ends.push({ tracker, signature: raw });
    }
  }
  return (onHit) => exodusSink(root, onHit);
}

function newNode(): Node {
  return { literal: new Map(), any: undefined, ends: [] };
}

function follow(node: Node, step: string | null): Node {
  if (step === null) {
    node.any ??= newNode();
    return node.any;
  }
  const known = node.literal.get(step) ?? newNode();
  node.literal.set(step, known);
  return known;
}

/** The steps of an alternative: a character each, null for any character. */
function stepsOf(raw: string, id: string): (string | null)[] {
  if (raw === '') throw unsupported(id, raw, 'an empty alternative would match every name');
  const steps: (string | null)[] = [];
  for (const [, escaped, plain] of raw.matchAll(/\\(.)|(.)/gsu)) {
    if (escaped !== undefined && /[\p{L}\p{N}_]/u.test(escaped))
      throw unsupported(id, raw, `\\${escaped} is no plain character`);
    if (plain !== undefined && /[\\^$*+?()[\]{}]/.test(plain))
      throw unsupported(id, raw, `${plain} is no plain character`);
    steps.push(plain === '.' ? null : (escaped ?? plain)!);
  }
  return steps;
}

function unsupported(id: string, raw: string, why: string): ScanError {
  return new ScanError('rules/bad-pattern', `${id}: published code signature ${JSON.stringify(raw)}: ${why}`, {
    advice:
      'Match mode exodus runs literal characters, dots and | only, so that no signature can take more than linear time.',
  });
}

/** Ends of all alternatives that occur anywhere in the name. */
function search(root: Node, name: string): Set<Node['ends'][number]> {
  const characters = [...name];
  const found = new Set<Node['ends'][number]>();
  for (let start = 0; start < characters.length; start++) {
    let nodes: Node[] = [root];
    for (let at = start; nodes.length > 0; at++) {
      for (const node of nodes) for (const end of node.ends) found.add(end);
      const character = characters[at];
      if (character === undefined) break;
      nodes = nodes.flatMap((node) => [node.literal.get(character), node.any].filter((next) => next !== undefined));
    }
  }
  return found;
}

/**
 * Takes listed names and, to tell embedded trackers from referenced ones, the defined classes as the listing would name them.
 * Hits come at the end of the scan, when all DEX files are known.
 */
function exodusSink(root: Node, onHit: OnHit): Pick<Sink, 'classes' | 'listedNames' | 'end'> {
  const places = new Map<string, Location>();
  const defined = new Set<string>();
  return {
    classes(table) {
      for (let i = 0; i < table.defined; i++) collectSlashedNames(`L${table.text(i)};`, defined);
    },
    listedNames(names, entry) {
      for (const name of names) if (!places.has(name)) places.set(name, { entry });
    },
    end() {
      for (const [value, where] of places) {
        for (const { tracker, signature } of search(root, value)) {
          onHit({
            tracker,
            signature,
            observation: { kind: defined.has(value) ? 'defined' : 'referenced', value, where },
            relocated: false,
            shared: false,
            short: false,
          });
        }
      }
    },
  };
}
