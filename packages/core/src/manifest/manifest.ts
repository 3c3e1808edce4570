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

/** What an APK says of its place among the APKs of an app. */
export interface ManifestSplit {
  /** Name of the split that the APK is; null in a base APK. */
  readonly split: string | null;
  /** Name of the feature whose resources or libraries the split holds for one kind of device; empty for the base; null for none. */
  readonly configForSplit: string | null;
  /** The app does not run without splits. */
  readonly isSplitRequired: boolean;
  /** Kinds of splits that have to be there (`base__abi`), and the kinds that this one is. */
  readonly requiredSplitTypes: readonly string[];
  readonly splitTypes: readonly string[];
  /** Names of the features that this one needs. */
  readonly usesSplits: readonly string[];
}

/** The parts of a manifest that the scan uses. */
export interface Manifest extends ManifestSplit {
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
