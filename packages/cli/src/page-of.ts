/** How wide and how colourful the output to a stream may be. */
import type { Io, TextSink } from './io.js';

/** Columns when nothing says how many there are. */
const usualWidth = 80;

/** Width and colour of a stream, as the terminal, the environment and the options have it. */
export function pageOf(
  sink: TextSink,
  env: Io['env'],
  color: boolean | undefined,
): { readonly width: number; readonly color: boolean } {
  return { width: sink.columns ?? columnsOf(env) ?? usualWidth, color: color ?? wantsColor(sink, env) };
}

/**
 * Colour goes to terminals only. NO_COLOR (no-color.org) takes it away and FORCE_COLOR (as Node and its tools read it)
 * brings it to pipes; where both are set, FORCE_COLOR wins, as in Node. The option --color stands above both.
 */
function wantsColor(sink: TextSink, env: Io['env']): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  return sink.isTTY === true && env['TERM'] !== 'dumb';
}

/** COLUMNS is exported only by people who want it obeyed. */
function columnsOf(env: Io['env']): number | undefined {
  const said = env['COLUMNS'] ?? '';
  return /^[1-9]\d{0,3}$/.test(said) ? Number(said) : undefined;
}
