/** Long texts cut to what a person would read; an app can name itself with a megabyte. */

/** UTF-16 units of one text that are shown; the longest real class names have about 250. */
const longest = 300;

/** The value with each text inside it, at any depth, cut between two characters where it is longer than anyone reads. */
export function excerpt<Value>(value: Value): Value {
  return cut(value) as Value;
}

function cut(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length <= longest ? value : `${value.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…`;
  }
  if (Array.isArray(value)) return value.map(cut);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cut(inner)]));
}
