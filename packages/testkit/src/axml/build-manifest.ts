/** Builds a binary AndroidManifest.xml from the few facts a test is about. */
import { type AxmlAttribute, type AxmlElement, type AxmlOptions, buildAxml } from './build-axml.js';
import type { TypedInput } from './chunk.js';

/** What the manifest says; everything but the package may be left out. */
export interface ManifestInput extends SplitInput {
  readonly package: string;
  readonly label?: TypedInput;
  readonly versionName?: TypedInput;
  readonly versionCode?: TypedInput;
  readonly minSdk?: TypedInput;
  readonly targetSdk?: TypedInput;
  /** Names of `uses-permission`. */
  readonly permissions?: readonly string[];
  /** Permissions the app declares: name and protection level as the binary form stores it (0 normal, 1 dangerous …). */
  readonly declaredPermissions?: { readonly [name: string]: number };
  /** Class name of the application, its backup agent and its component factory. */
  readonly application?: string;
  readonly backupAgent?: string;
  readonly appComponentFactory?: string;
  readonly components?: readonly ComponentInput[];
  /** `meta-data` of the application. */
  readonly metaData?: { readonly [name: string]: TypedInput };
  /** Class name of an `instrumentation`. */
  readonly instrumentation?: string;
}

/** What a manifest says of the place of its APK among those of an app. */
interface SplitInput {
  /** Name of the split; a base has none. */
  readonly split?: string;
  /** The feature that the split configures; empty for the base. */
  readonly configForSplit?: string;
  readonly isFeatureSplit?: boolean;
  /** On the application, where build tools write it. */
  readonly isSplitRequired?: boolean;
  /** Types separated by commas, `base__abi,base__density`. */
  readonly requiredSplitTypes?: string;
  readonly splitTypes?: string;
  /** Names of `uses-split`. */
  readonly usesSplits?: readonly string[];
}

/** One component, its class name as the manifest writes it (`.Main`, `com.vendor.Service`). */
export interface ComponentInput {
  readonly kind: 'activity' | 'activity-alias' | 'service' | 'receiver' | 'provider';
  readonly name: string;
  readonly targetActivity?: string;
  readonly metaData?: { readonly [name: string]: TypedInput };
}

/** The bytes of a binary AndroidManifest.xml. */
export function buildManifest(input: ManifestInput, options: AxmlOptions = {}): Uint8Array {
  return buildAxml(manifestElement(input), options);
}

/** The element tree of {@link buildManifest}, for tests that want to change it first. */
export function manifestElement(input: ManifestInput): AxmlElement {
  const usesSdk = attributes({ minSdkVersion: input.minSdk, targetSdkVersion: input.targetSdk });
  return {
    name: 'manifest',
    attributes: {
      package: input.package,
      // These two have no namespace.
      ...(input.split === undefined ? {} : { split: input.split }),
      ...(input.configForSplit === undefined ? {} : { configForSplit: input.configForSplit }),
      ...attributes({
        versionCode: input.versionCode,
        versionName: input.versionName,
        isFeatureSplit: input.isFeatureSplit,
        requiredSplitTypes: input.requiredSplitTypes,
        splitTypes: input.splitTypes,
      }),
    },
    children: [
      ...(Object.keys(usesSdk).length > 0 ? [{ name: 'uses-sdk', attributes: usesSdk }] : []),
      ...(input.permissions ?? []).map((name) => ({ name: 'uses-permission', attributes: attributes({ name }) })),
      ...Object.entries(input.declaredPermissions ?? {}).map(([name, level]) => ({
        name: 'permission',
        attributes: attributes({ name, protectionLevel: { type: 0x11, data: level } }),
      })),
      ...(input.usesSplits ?? []).map((name) => ({ name: 'uses-split', attributes: attributes({ name }) })),
      ...(input.instrumentation === undefined
        ? []
        : [{ name: 'instrumentation', attributes: attributes({ name: input.instrumentation }) }]),
      {
        name: 'application',
        attributes: attributes({
          label: input.label,
          isSplitRequired: input.isSplitRequired,
          name: input.application,
          backupAgent: input.backupAgent,
          appComponentFactory: input.appComponentFactory,
        }),
        children: [...metaData(input.metaData), ...(input.components ?? []).map(component)],
      },
    ],
  };
}

function component(input: ComponentInput): AxmlElement {
  return {
    name: input.kind,
    attributes: attributes({ name: input.name, targetActivity: input.targetActivity }),
    children: metaData(input.metaData),
  };
}

function metaData(entries: { readonly [name: string]: TypedInput } = {}): AxmlElement[] {
  return Object.entries(entries).map(([name, value]) => ({
    name: 'meta-data',
    attributes: attributes({ name, value }),
  }));
}

/** The given attributes that have a value, in Android's namespace. */
function attributes(values: { readonly [name: string]: TypedInput | undefined }): { [name: string]: AxmlAttribute } {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[`android:${name}`, value]])),
  );
}
