/** The text format: one report after another, for a person in a terminal. */
import type { ScanReport } from '@trackerscope/core';
import { excerpt } from './layout/excerpt.js';
import { flow } from './layout/flow.js';
import { faint } from './layout/phrase.js';
import type { RenderOptions, Reporter } from './reporter.js';
import { companies } from './text/companies.js';
import { coverage } from './text/coverage.js';
import { diagnostics } from './text/diagnostics.js';
import { findings } from './text/findings.js';
import { identity } from './text/identity.js';
import { permissions } from './text/permissions.js';
import type { Section } from './text/section.js';
import { invalidSignatures, signatures } from './text/signatures.js';
import { summary } from './text/summary.js';

/** What is said of each app, in this order; a section without lines is left out. */
const sections: readonly Section[] = [
  identity,
  invalidSignatures,
  summary,
  findings,
  companies,
  permissions,
  signatures,
  coverage,
  diagnostics,
];

/** Terminals narrower than the first are treated as if they had it; lines longer than the second tire the eye. */
const narrowest = 40;
const widest = 120;

export const text: Reporter = {
  id: 'text',
  describe: 'for people',
  render(reports, options) {
    const page = { ...options, width: Math.min(widest, Math.max(narrowest, options.width)) };
    const separator = `\n${flow(page, [faint('─'.repeat(page.width))]).join('')}\n\n`;
    return reports.map((report) => renderApp(excerpt(report), page)).join(separator);
  },
};

function renderApp(report: ScanReport, page: RenderOptions): string {
  const blocks = sections.map((section) => section(report, page)).filter((lines) => lines.length > 0);
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
