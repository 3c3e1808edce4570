/** Damaged apps, and what all of them are made of. */
import type { Code, Limits } from '@trackerscope/core';
import { buildApk } from '@trackerscope/testkit';

/** A damaged app that is scanned all the same: the report has this code, and the tracker of its sound DEX. */
interface Damaged {
  readonly app: Uint8Array;
  readonly limits?: Partial<Limits>;
  /** For what only verifying the signatures finds. */
  readonly verifySignature?: true;
}

/** By the code that each must produce. */
export type DamagedFixtures = Partial<Record<Code, () => Damaged>>;

/** The sound DEX. */
export const leanplum = { classes: ['com/leanplum/Leanplum'] };

/** An app with that DEX and a file. */
export const withFile = (name: string, bytes: Uint8Array | string): Uint8Array =>
  buildApk({ dex: [leanplum], files: [{ name, bytes }] });
