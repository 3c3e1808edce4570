/** Listing classes without rules: the recorder, a sink that keeps every name. */
import { openApp } from './containers/open-app.js';
import { startDiagnostics } from './diagnostic-list.js';
import type { Diagnostic } from './errors.js';
import { classFile } from './extractors/class-file.js';
import { classList } from './extractors/class-list.js';
import { dex } from './extractors/dex.js';
import { fanOut } from './extractors/fan-out.js';
import type { Sink } from './extractors/sink.js';
import { type Limits, limitsFor } from './limits.js';
import { compareCodeUnits } from './order.js';
import type { Platform } from './platform.js';
import { readEntries } from './read-entries.js';
import { type AppSource, bytesGiven } from './source/app-source.js';

/** All classes of an app, each name once, sorted by code unit: `com/vendor/Outer$Inner`. */
export interface ClassList {
  /** Classes that some DEX or class file of the app defines. */
  readonly defined: readonly string[];
  /** Classes that one of them names and none defines: Android's own, and what is missing. */
  readonly referenced: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Lists the classes of an app from a byte source; see `listClasses` of the public doors. */
export async function listClassesOf(
  input: AppSource,
  platform: Platform,
  changed?: Partial<Limits>,
): Promise<ClassList> {
  const limits = limitsFor(bytesGiven(input), changed);
  const diagnostics = startDiagnostics(limits);
  const opened = await openApp(input, { platform, limits, report: diagnostics.report });
  const recorder = recordClasses();
  await readEntries(opened, {
    platform,
    limits,
    extractors: [dex, classFile, classList],
    sink: fanOut([recorder.sink]),
    diagnostics,
    onProgress: undefined,
  });
  return { ...recorder.lists(), diagnostics: diagnostics.sorted() };
}

function recordClasses(): { sink: Pick<Sink, 'classes'>; lists(): Omit<ClassList, 'diagnostics'> } {
  const defined = new Set<string>();
  const named = new Set<string>();
  return {
    sink: {
      classes(table) {
        for (let i = 0; i < table.count; i++) (i < table.defined ? defined : named).add(table.text(i));
      },
    },
    lists: () => ({
      defined: [...defined].sort(compareCodeUnits),
      referenced: [...named].filter((name) => !defined.has(name)).sort(compareCodeUnits),
    }),
  };
}
