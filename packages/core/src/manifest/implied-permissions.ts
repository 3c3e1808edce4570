/** The permissions that Android gives an app without being asked, because its manifest is of an older time. */

const storage = 'android.permission.WRITE_EXTERNAL_STORAGE';

/** What `permission` brings with it, for apps that target an API level below `below`. */
const implied: readonly { readonly permission: string | null; readonly implies: string; readonly below: number }[] = [
  { permission: null, implies: storage, below: 4 },
  { permission: null, implies: 'android.permission.READ_PHONE_STATE', below: 4 },
  { permission: storage, implies: 'android.permission.READ_EXTERNAL_STORAGE', below: Number.POSITIVE_INFINITY },
  { permission: 'android.permission.READ_CONTACTS', implies: 'android.permission.READ_CALL_LOG', below: 16 },
  { permission: 'android.permission.WRITE_CONTACTS', implies: 'android.permission.WRITE_CALL_LOG', below: 16 },
];

/**
 * The asked permissions with the implied ones, each once, in no order; the list is the one of Android's PackageParser
 * (NEW_PERMISSIONS, SPLIT_PERMISSIONS) that `aapt dump badging` also follows. `targetSdk` is an API level; Infinity for a code name.
 */
export function withImpliedPermissions(asked: readonly string[], targetSdk: number): ReadonlySet<string> {
  const all = new Set(asked);
  for (const { permission, implies, below } of implied) {
    if (targetSdk < below && (permission === null || all.has(permission))) all.add(implies);
  }
  return all;
}
