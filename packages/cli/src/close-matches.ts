/** Names close to a mistyped one. */

/** Longer words are compared by their beginning only: an id or option never is that long. */
const longest = 64;

/** Up to three candidates that contain the word or are a few typing errors away, nearest first. */
export function closeMatches(word: string, candidates: Iterable<string>): string[] {
  const typed = word.toLowerCase().slice(0, longest);
  const allowed = Math.max(1, Math.floor(typed.length / 3));
  const rated: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const known = candidate.toLowerCase().slice(0, longest);
    const contains = typed.length > 2 && (known.includes(typed) || typed.includes(known));
    const distance = contains ? 0.5 : typingErrors(typed, known);
    if (distance <= allowed) rated.push({ candidate, distance });
  }
  rated.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return rated.slice(0, 3).map(({ candidate }) => candidate);
}

/** `Did you mean a, b or c?`, or nothing when nothing is close. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const close = closeMatches(word, candidates);
  if (close.length === 0) return undefined;
  const last = close.pop();
  return `Did you mean ${close.length === 0 ? last : `${close.join(', ')} or ${last}`}?`;
}

/** Letters to add, drop, change or swap with their neighbour (the optimal string alignment distance). */
function typingErrors(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, beforeLast[j - 2]! + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
