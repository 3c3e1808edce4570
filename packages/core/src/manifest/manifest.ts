/** Manifest: what the scan takes from AndroidManifest.xml, references not yet resolved. */

/** A manifest value: literal text, or a reference such as `@7f0b0001` still to be looked up in resources.arsc. */
export type ManifestValue = { readonly text: string } | { readonly reference: number };

/** A component of the app; class names are resolved against the package and written with `/`. */
export interface ManifestComponent {
  readonly kind: ComponentKind;
  readonly className: string;
}

export type ComponentKind =
  | 'activity'
  | 'activity-alias'
  | 'service'
  | 'receiver'
  | 'provider'
  | 'application'
  | 'backup-agent'
  | 'instrumentation'
  | 'app-component-factory';

/** The parts of a manifest that the scan uses. */
export interface Manifest {
  readonly package: string | null;
  readonly label: ManifestValue | null;
  readonly versionName: ManifestValue | null;
  readonly versionCode: ManifestValue | null;
  readonly minSdk: ManifestValue | null;
  readonly targetSdk: ManifestValue | null;
  /** Names of `uses-permission` and `uses-permission-sdk-23`, sorted, each once. */
  readonly usesPermissions: readonly string[];
  /** Permissions that the app declares itself, with their protection level as written (`signature|privileged`). */
  readonly declaredPermissions: readonly { readonly name: string; readonly protection: string }[];
  readonly components: readonly ManifestComponent[];
  readonly metaData: readonly { readonly name: string; readonly value: ManifestValue | null }[];
}
