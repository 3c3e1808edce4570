/** The public door of @trackerscope/reporters: ScanReport in, text out. */

export { count, grouped } from './layout/figures.js';
export { flow, type Page } from './layout/flow.js';
export { caution, faint, fine, type Phrase, strong, title, wrong } from './layout/phrase.js';
export { type Cell, table } from './layout/table.js';
export { plainJson, plainText } from './plain-text.js';
export { reporters } from './registry.js';
export type { RenderOptions, Reporter } from './reporter.js';
export { categoryWords } from './text/categories.js';
export { verdictMeanings } from './text/verdict-meanings.js';
