/** Phrases flowed into lines that fit a page. */
import { plainText } from '../plain-text.js';
import { columns } from './measure.js';
import { type Phrase, paint, type Tone } from './phrase.js';

/** Where text is set: the columns there are, and whether colour may be used. */
export interface Page {
  readonly width: number;
  readonly color: boolean;
}

interface Piece {
  readonly text: string;
  readonly tone: Tone;
}

/** Pieces that a line break should not part. */
type Word = readonly Piece[];

/**
 * Sets phrases as lines, breaking at spaces. Every text is made safe here, so nothing an app says can reach the
 * terminal another way. A single word wider than the page is left whole: names are there to be copied.
 *
 * @param indent columns before the first line
 * @param hang columns before the others; as the first unless given
 */
export function flow(page: Page, phrases: readonly Phrase[], indent = 0, hang = indent): string[] {
  const lines: string[] = [];
  let line: Word[] = [];
  let used = 0;
  const close = () => lines.push(' '.repeat(lines.length === 0 ? indent : hang) + set(page, line));
  for (const word of words(phrases, page.width - Math.max(indent, hang))) {
    const wide = wordColumns(word);
    if (line.length > 0 && used + 1 + wide > page.width) {
      close();
      line = [];
    }
    used = (line.length === 0 ? (lines.length === 0 ? indent : hang) : used + 1) + wide;
    line.push(word);
  }
  if (line.length > 0) close();
  return lines;
}

/** Columns that the phrases take when set on one line. */
export function lineColumns(phrases: readonly Phrase[]): number {
  const all = words(phrases, Number.POSITIVE_INFINITY);
  return all.reduce((sum, word) => sum + wordColumns(word), Math.max(0, all.length - 1));
}

/** Columns of the widest word that cannot be broken to fit into so many columns. */
export function widestWord(phrases: readonly Phrase[], room: number): number {
  return words(phrases, room).reduce((most, word) => Math.max(most, wordColumns(word)), 0);
}

function wordColumns(word: Word): number {
  return columns(word.map((piece) => piece.text.replaceAll('\u00a0', ' ')).join(''));
}

/** The phrases as words; no-break spaces hold, unless the word would not fit into the room there is. */
function words(phrases: readonly Phrase[], room: number): Word[] {
  const pieces = phrases.map((phrase) =>
    typeof phrase === 'string' ? { text: phrase, tone: 'plain' as const } : phrase,
  );
  const safe = pieces.map(({ text, tone }) => ({ text: plainText(text), tone }));
  return split(safe, ' ').flatMap((word) => (wordColumns(word) > room ? split(word, '\u00a0') : [word]));
}

function split(pieces: readonly Piece[], space: string): Word[] {
  const found: Piece[][] = [[]];
  for (const { text, tone } of pieces) {
    for (const [index, part] of text.split(space).entries()) {
      if (index > 0) found.push([]);
      if (part !== '') found.at(-1)!.push({ text: part, tone });
    }
  }
  return found.filter((word) => word.length > 0);
}

/** Joins words by spaces and paints runs of one tone together. */
function set(page: Page, line: readonly Word[]): string {
  const runs: { text: string; tone: Tone }[] = [];
  for (const [index, word] of line.entries()) {
    const space = index === 0 ? '' : ' ';
    const sameTone = runs.at(-1)?.tone === word[0]!.tone;
    if (space !== '' && !sameTone) runs.push({ text: space, tone: 'plain' });
    for (const [part, { text, tone }] of word.entries()) {
      const shown = (part === 0 && sameTone ? space : '') + text.replaceAll('\u00a0', ' ');
      const last = runs.at(-1);
      if (last?.tone === tone) last.text += shown;
      else runs.push({ text: shown, tone });
    }
  }
  return runs.map(({ text, tone }) => (page.color ? paint(text, tone) : text)).join('');
}
