/** Phrase: a piece of text and its tone, the unit that lines are made of. */

/** What a piece of text wants to be, not what colour it has. */
export type Tone = 'plain' | 'title' | 'strong' | 'faint' | 'fine' | 'caution' | 'warning' | 'wrong';

/** Text and its tone; a bare string is plain. A no-break space inside holds words together and prints as a space. */
export type Phrase = string | { readonly text: string; readonly tone: Tone };

type Toned = (text: string) => Phrase;
export const title: Toned = (text) => ({ text, tone: 'title' });
export const strong: Toned = (text) => ({ text, tone: 'strong' });
export const faint: Toned = (text) => ({ text, tone: 'faint' });
export const fine: Toned = (text) => ({ text, tone: 'fine' });
export const caution: Toned = (text) => ({ text, tone: 'caution' });
export const wrong: Toned = (text) => ({ text, tone: 'wrong' });

/** SGR parameters (ECMA-48, 8.3.117) that switch a tone on and off; plain needs none. */
const sgr: Readonly<Record<Exclude<Tone, 'plain'>, readonly [on: string, off: string]>> = {
  title: ['1;4', '22;24'],
  strong: ['1', '22'],
  faint: ['2', '22'],
  fine: ['32', '39'],
  caution: ['33', '39'],
  warning: ['1;33', '22;39'],
  wrong: ['1;31', '22;39'],
};

/** The text with the escape sequences of its tone around it. */
export function paint(text: string, tone: Tone): string {
  if (tone === 'plain') return text;
  const [on, off] = sgr[tone];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
