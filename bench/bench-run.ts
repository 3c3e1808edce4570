/** One run of the benchmark: the rows one after the other, on apps that are built once and thrown away at the end. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AppKind } from './build-app.js';
import type { App } from './corpus.js';
import type { Bench, Line, Row } from './rows/row.js';

/** What a caller chooses; see {@link Bench}. */
export type Plan = Pick<Bench, 'short' | 'processRounds' | 'warmRounds' | 'peer' | 'say'>;

export interface Outcome {
  readonly lines: readonly Line[];
  /** What should hold and does not. */
  readonly broken: readonly string[];
}

/** Measures `rows` and returns their lines. */
export function measure(rows: readonly Row[], plan: Plan): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'trackerscope-bench-'));
  const built = new Map<string, App>();
  const broken: string[] = [];
  const bench: Bench = {
    ...plan,
    app(kind, what) {
      const name = nameOf(kind, what);
      const known = built.get(name);
      if (known) return known;
      plan.say(`building: ${name}`);
      const app = { name, path: join(folder, `${built.size}.apk`) };
      build(kind, app.path, typeof what === 'number' ? String(what) : what.path);
      built.set(name, app);
      return app;
    },
    expect(holds, message) {
      if (!holds) broken.push(message);
    },
  };
  try {
    return { lines: rows.flatMap((row) => row.measure(bench)), broken };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function build(kind: AppKind, path: string, what: string): void {
  const script = fileURLToPath(new URL('build-app.js', import.meta.url));
  execFileSync(process.execPath, [script, kind, path, what], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function nameOf(kind: AppKind, what: number | App): string {
  if (typeof what !== 'number') return kind === 'cut' ? what.name : `${what.name} (${kind})`;
  const mb = what / 1_000_000;
  const names: Record<AppKind, string> = {
    dex: `synthetic, ${mb} MB of DEX`,
    filler: `10 MB of DEX in an APK of ${mb} MB`,
    entries: `synthetic, ${what} entries, 1 MB of DEX`,
    tiny: 'nearly nothing',
    cut: 'cut',
  };
  return names[kind];
}
