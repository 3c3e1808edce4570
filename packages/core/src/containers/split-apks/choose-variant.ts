/** Choosing one variant of an app that was built for several kinds of devices. */
import type { ApkKind, ApkVariant, BuildApksResult, BuiltApk } from '../../binary/proto/read-build-apks-result.js';

/** Which of the APKs in a set make up the app. */
export interface VariantChoice {
  /** They are one app together. */
  readonly chosen: ReadonlySet<string>;
  /** They are the same app, built for other devices. */
  readonly others: ReadonlySet<string>;
}

/** How the parts of an app may be delivered, the way that most people get first. */
const preferred: readonly ApkKind[] = ['split', 'standalone', 'system', 'instant', 'archived'];

/**
 * Chooses the variant that a new device would get: of those that consist of splits, else of whole APKs (`standalone`), the one of the
 * highest number (bundletool, commands.proto, Variant.variant_number). Null when the table lists no such APK.
 */
export function chooseVariant({ variants, assetSlices }: BuildApksResult): VariantChoice | null {
  for (const kind of preferred) {
    const variant = highest(variants, kind);
    if (variant === null) continue;
    const chosen = new Set([...ofKind(variant, kind), ...assetSlices].map(({ path }) => path));
    const listed = variants.flatMap(({ apks }) => apks.map(({ path }) => path));
    return { chosen, others: new Set(listed.filter((path) => !chosen.has(path))) };
  }
  return null;
}

function highest(variants: readonly ApkVariant[], kind: ApkKind): ApkVariant | null {
  let best: ApkVariant | null = null;
  for (const variant of variants) {
    if (ofKind(variant, kind).length > 0 && (best === null || variant.number > best.number)) best = variant;
  }
  return best;
}

function ofKind({ apks }: ApkVariant, kind: ApkKind): readonly BuiltApk[] {
  return apks.filter((apk) => apk.kind === kind);
}
