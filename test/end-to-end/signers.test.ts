/** Who signed the real apps: the report says what `apksigner verify --print-certs` prints, and so does the command. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { scan } from '@trackerscope/core/node';
import { rules } from '@trackerscope/ruleset';
import { describe, expect, it } from 'vitest';
import { corpus } from './corpus.js';

interface Printed {
  readonly schemes: readonly string[];
  readonly signers: readonly { readonly subject: string; readonly sha256: string; readonly sha1: string }[];
}

/** What apksigner printed; that it still does is tested beside the readers, where it is installed. */
const golden = new URL('../../packages/core/test/signing/golden/apksigner.json', import.meta.url);
const { apps } = JSON.parse(readFileSync(golden, 'utf8')) as { readonly apps: Readonly<Record<string, Printed>> };
const printedOf = (path: string) => Object.entries(apps).find(([app]) => path.replaceAll('\\', '/').endsWith(app))![1];

const hasApksigner = spawnSync('apksigner', ['--version'], { stdio: 'ignore' }).status === 0;

describe.each(Object.entries(corpus))('%s', (_, path) => {
  it('has in its report the signers and schemes that apksigner printed, and verifies', async () => {
    const { app, diagnostics } = await scan(path, { rules, verifySignature: true });
    const printed = printedOf(path);
    expect(app.signing?.schemes).toEqual(printed.schemes);
    expect(app.signers.map(({ subject, sha256, sha1 }) => ({ subject, sha256, sha1 }))).toEqual(
      printed.signers.map(({ subject, sha256, sha1 }) => ({ subject, sha256, sha1 })),
    );
    const checks = app.signing?.checks ?? [];
    expect(checks.map(({ scheme, signature, digests }) => [scheme, signature, digests])).toEqual(
      printed.schemes.map((scheme) => [scheme, 'valid', 'valid']),
    );
    expect(diagnostics.filter(({ code }) => code.startsWith('signing/'))).toEqual([]);
  });

  it.runIf(hasApksigner)('has in its report the certificates that apksigner prints now', async () => {
    const { stdout } = spawnSync('apksigner', ['verify', '--print-certs', '--min-sdk-version', '24', path], {
      encoding: 'utf8',
    });
    const hashes = [...stdout.matchAll(/^Signer #\d+ certificate SHA-256 digest: ([0-9a-f]{64})$/gm)];
    const { app } = await scan(path, { rules });
    expect(hashes.length).toBeGreaterThan(0);
    expect(app.signers.map(({ sha256 }) => sha256)).toEqual(hashes.map(([, sha256]) => sha256));
  });
});
