/** Class names as manifests write them. */

/**
 * The full name, with `/`: `.Main` and `Main` belong to the app's package, `com.vendor.Main` stands for itself
 * (PackageParser.buildClassName).
 */
export function resolveClassName(name: string, packageName: string | null): string {
  const relative = name.startsWith('.') ? name : name.includes('.') ? null : `.${name}`;
  const full = relative === null ? name : `${packageName ?? ''}${relative}`;
  return full.replace(/^\./, '').replaceAll('.', '/');
}
