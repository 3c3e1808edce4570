/** Proof strings for a pattern: what it must hit, and near misses that an unanchored or unbounded reading would take for hits. */
import { matchesCode, parseCodePattern, parseNetworkPattern } from '@trackerscope/core';

/** The proof of a signature. */
export interface Proof {
  readonly hits: string[];
  readonly misses: string[];
}

// Words that end like the usual first segments of packages: an unanchored search takes `studio/branch/` for `io.branch.`.
const endingLike: Readonly<Record<string, string>> = {
  com: 'telecom',
  io: 'studio',
  org: 'myorg',
  net: 'subnet',
  me: 'theme',
  de: 'decode',
  in: 'plugin',
  tv: 'smarttv',
  ly: 'family',
  co: 'disco',
  ru: 'guru',
  ch: 'tech',
  au: 'plateau',
};

/**
 * Class names for a code pattern: a class under it, the same with the last segment grown longer, and the same inside a longer
 * word in front.
 * @throws ScanError `rules/bad-pattern`
 */
export function proveCode(pattern: string): Proof {
  const { text, tail, floating } = parseCodePattern(pattern);
  const segments = text.split('/');
  const last = segments.at(-1)!;
  if (tail === 'prefix') {
    const stem = floating
      ? `com/vendor/${segments
          .slice(0, -1)
          .map((name) => `${name}/`)
          .join('')}`
      : text.slice(0, -last.length);
    return holding(pattern, [stem + last], [`${stem}My${last}`, floating ? last : inLongerWord(text)]);
  }
  const type = last.charAt(0).toUpperCase() + last.slice(1).replaceAll(/[^\p{L}\p{N}]/gu, '');
  const stem = floating ? `com/${text}` : text;
  const longerWord = floating ? `com/my${text}` : inLongerWord(text);
  return holding(pattern, [`${stem}/${type}`], [`${stem}x/${type}`, `${longerWord}/${type}`]);
}

/** Patterns of one or two odd characters can match their own near misses: those are no proof. */
function holding(pattern: string, hits: readonly string[], misses: readonly string[]): Proof {
  const matches = (name: string): boolean => matchesCode({ pattern }, name) !== null;
  const near = misses.filter((name) => !matches(name));
  return { hits: hits.filter(matches), misses: near.length > 0 ? near : ['org/example/nothing'] };
}

function inLongerWord(text: string): string {
  const [first, ...rest] = text.split('/') as [string, ...string[]];
  return [endingLike[first] ?? `my${first}`, ...rest].join('/');
}

/**
 * Hosts for a network pattern: itself and something under it, a longer name that ends like it, and the same as the beginning
 * of a foreign host.
 * @throws ScanError `rules/bad-pattern`
 */
export function proveNetwork(kind: 'host' | 'url' | 'word', pattern: string): Proof {
  parseNetworkPattern(kind, pattern);
  if (kind === 'url')
    return { hits: [`http://${pattern}`], misses: [`http://1${pattern}`, `http://${pattern.slice(0, -1)}`] };
  if (kind === 'word') return { hits: [`api.${pattern}.com`], misses: [`my${pattern}.com`, `${pattern}s.com`] };
  const host = pattern.replaceAll('[0-9]*', '1').replace(/\.\*$/, '.com');
  const open = pattern.endsWith('.*');
  return {
    hits: [host, `https://api.${host}/v1`],
    misses: [`not${host}`, open ? `${host.slice(0, -4)}x.com` : `${host}.example.org`],
  };
}
