/** Android's apksigner as an oracle: what it prints of an APK, in our words; and as the tool that signs. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SigningIdentity } from '@trackerscope/testkit';
import type { AppSigning, CertificateFacts } from '../../src/signing/signing.js';

export const hasApksigner = runs();

function runs(): boolean {
  return spawnSync('apksigner', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** One certificate as apksigner prints it. */
export interface PrintedCertificate {
  readonly subject: string;
  readonly sha256: string;
  readonly sha1: string;
  readonly algorithm: string;
  readonly bits: number;
}

/** What apksigner prints of an APK that verifies. */
export interface Printed {
  /** Schemes that verify, of v1, v2 and v3. */
  readonly schemes: readonly string[];
  /** Those of the newest scheme. */
  readonly signers: readonly PrintedCertificate[];
  readonly stamp: PrintedCertificate | null;
}

/** `apksigner verify`; throws when the APK does not verify. v1 counts on Android below 7 alone, so that is asked about first. */
export function printed(apk: string): Printed {
  const args = (minSdk: number) => ['verify', '--print-certs', '-v', '--min-sdk-version', String(minSdk), apk];
  const older = spawnSync('apksigner', args(21), { encoding: 'utf8' });
  const withoutV1 = `${older.stdout}${older.stderr}`.includes('Missing META-INF/MANIFEST.MF');
  const text = withoutV1
    ? execFileSync('apksigner', args(24), { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    : older.stdout;
  if (!/^Verifies$/m.test(text)) throw new Error(older.stdout + older.stderr);
  return {
    schemes: ['v1', 'v2', 'v3'].filter(
      (scheme) => text.includes(`Verified using ${scheme} scheme (`) && verified(text, scheme),
    ),
    signers: certificates(text, /^Signer #\d+ (?=certificate DN)/gm),
    stamp: certificates(text, /^Source Stamp Signer (?=certificate DN)/gm)[0] ?? null,
  };
}

function verified(text: string, scheme: string): boolean {
  return new RegExp(`^Verified using ${scheme} scheme \\(.*\\): true$`, 'm').test(text);
}

/** A certificate of a lineage, and the capabilities that it still has. */
export type PrintedLineage = readonly (PrintedCertificate & { readonly capabilities: readonly string[] })[];

const capabilityNames = ['installed data', 'shared UID', 'permission', 'rollback', 'auth'];

/** `apksigner lineage --print-certs`. */
export function printedLineage(apk: string): PrintedLineage {
  const text = execFileSync('apksigner', ['lineage', '--print-certs', '-v', '--in', apk], { encoding: 'utf8' });
  const parts = text.split(/^(?=Signer #\d+ in lineage certificate DN)/m).filter((part) => part.startsWith('Signer'));
  return parts.map((part) => ({
    ...certificates(part, /^Signer #\d+ in lineage (?=certificate DN)/gm)[0]!,
    capabilities: capabilityNames.filter((name) => new RegExp(`^Has ${name} capability *: true$`, 'm').test(part)),
  }));
}

function certificates(text: string, starts: RegExp): PrintedCertificate[] {
  return [...text.matchAll(starts)].map(({ 0: start }) => {
    const value = (field: string) => {
      const at = text.indexOf(`${start}${field}: `);
      return text.slice(at + start.length + field.length + 2, text.indexOf('\n', at));
    };
    return {
      subject: value('certificate DN'),
      sha256: value('certificate SHA-256 digest'),
      sha1: value('certificate SHA-1 digest'),
      algorithm: value('key algorithm'),
      bits: Number(value('key size (bits)')),
    };
  });
}

/** The same facts of a certificate as we read them. */
export function asPrinted({ subject, sha256, sha1, publicKey }: CertificateFacts): PrintedCertificate {
  return { subject: subject!, sha256, sha1, algorithm: publicKey!.algorithm, bits: publicKey!.bits! };
}

/** What apksigner should print of these facts. */
export function expectedPrint({ schemes, signers, stamp }: AppSigning): Printed {
  const newest = schemes.at(-1);
  return {
    schemes,
    signers: signers.filter((one) => one.signatures.some(({ scheme }) => scheme === newest)).map(asPrinted),
    stamp: stamp && asPrinted(stamp.certificate),
  };
}

/** A folder for files that apksigner works on. */
export interface Workbench {
  /** Writes a file, and gives its path. */
  put(name: string, bytes: Uint8Array): string;
  /** Options that name a key and its certificate. */
  signer(identity: SigningIdentity): string[];
  /** `apksigner sign` with these options, over a copy of `apk`: the path of the signed one. */
  sign(apk: Uint8Array, ...options: readonly string[]): string;
  /** `apksigner rotate` from one identity to the next: the path of the lineage. */
  rotate(from: SigningIdentity, to: SigningIdentity, ...options: readonly string[]): string;
  bytes(path: string): Uint8Array;
  close(): void;
}

export function openWorkbench(): Workbench {
  const folder = mkdtempSync(join(tmpdir(), 'apksigner-'));
  let count = 0;
  const fresh = (name: string) => join(folder, `${count++}-${name}`);
  const apksigner = (...args: readonly string[]) =>
    execFileSync('apksigner', args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const put = (name: string, bytes: Uint8Array) => {
    const path = fresh(name);
    writeFileSync(path, bytes);
    return path;
  };
  const signer = ({ privateKey, certificate }: SigningIdentity) => {
    const key = privateKey.export({ format: 'der', type: 'pkcs8' });
    return ['--key', put('key.pk8', new Uint8Array(key)), '--cert', put('certificate.der', certificate)];
  };
  return {
    put,
    signer,
    sign(apk, ...options) {
      const out = fresh('signed.apk');
      apksigner('sign', ...options, '--in', put('unsigned.apk', apk), '--out', out);
      return out;
    },
    rotate(from, to, ...options) {
      const out = fresh('lineage');
      apksigner('rotate', '--out', out, '--old-signer', ...signer(from), ...options, '--new-signer', ...signer(to));
      return out;
    },
    bytes: (path) => new Uint8Array(readFileSync(path)),
    close: () => rmSync(folder, { recursive: true }),
  };
}
