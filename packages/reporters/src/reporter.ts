/** Reporter: the contract of one output format. */
import type { ScanReport } from '@trackerscope/core';

/** How the caller wants the output; a format takes from it what it can use. */
export interface RenderOptions {
  /** Whether colour (SGR escape sequences) may be used. */
  readonly color: boolean;
  /** Columns of the terminal; text is wrapped to fit. */
  readonly width: number;
  /** List every match and place that the reports hold, instead of the first few. */
  readonly allEvidence: boolean;
  /** The caller asked for several inputs, so that a list is expected even when only one of them could be read. */
  readonly several: boolean;
}

/** One output format: a pure function of reports and options, ending in a newline. */
export interface Reporter {
  /** Name of the format as the command line spells it; equals the file name. */
  readonly id: string;
  readonly describe: string;
  render(reports: readonly ScanReport[], options: RenderOptions): string;
}
