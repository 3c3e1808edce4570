/** What a signature matches, in words. */
import type { CodeSignature, NetworkSignature } from '@trackerscope/core';

/** A code pattern in words, for example `classes under com.leanplum.`; see `CodeSignature` for the pattern language. */
export function codeReading({ pattern, except = [] }: Pick<CodeSignature, 'pattern' | 'except'>): string {
  if (pattern === null) return 'nothing, on purpose';
  const anywhere = pattern.startsWith('.') ? ', at any depth' : '';
  const name = pattern.replace(/^\./, '');
  const but = except.length === 0 ? '' : `, but not ${except.join(' or ')}`;
  if (name.endsWith('.')) return `classes under ${name}${anywhere}${but}`;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const prefix = /^[A-Z]/.test(last);
  return prefix
    ? `classes whose name begins with ${name}${anywhere}${but}`
    : `${name} itself and what lies under it${anywhere}${but}`;
}

/** A network pattern in words, for example `the host leanplum.com and its subdomains`. */
export function networkReading({ pattern, kind }: Pick<NetworkSignature, 'pattern' | 'kind'>): string {
  if (pattern === null) return 'nothing, on purpose';
  return networkKinds[kind](pattern);
}

const networkKinds: Readonly<Record<NetworkSignature['kind'], (pattern: string) => string>> = {
  host: (pattern) => {
    const digits = pattern.includes('[0-9]*') ? ', any digits for [0-9]*' : '';
    const ending = pattern.endsWith('*') && !pattern.endsWith(']*') ? ', with any ending for *' : '';
    return `the host ${pattern} and its subdomains${digits}${ending}`;
  },
  url: (pattern) => `addresses that hold ${pattern}`,
  word: (pattern) => `hosts that have ${pattern} as a whole label`,
};
