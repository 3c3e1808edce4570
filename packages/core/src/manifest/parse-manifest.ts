/** Reads a manifest out of its XML text. */
import { androidNamespace } from '../binary/axml/xml-writer.js';
import { compareCodeUnits } from '../order.js';
import { resolveClassName } from './class-name.js';
import type { ComponentKind, Manifest, ManifestComponent, ManifestSplit, ManifestValue } from './manifest.js';
import { literal, manifestValue } from './manifest-value.js';
import { parseXml, type XmlElement } from './parse-xml.js';
import { protectionWords } from './protection-level.js';

/**
 * The manifest in XML text; null when its root is no `manifest`. Elements count only where Android reads them: an `application`
 * in the manifest (the first), components in it, `meta-data` in both.
 *
 * The class of an `activity-alias` is its `targetActivity`: the alias's own name is a label for intents, behind which no class needs
 * to exist.
 * @throws ScanError `manifest/unreadable` as {@link parseXml}
 */
export function parseManifest(text: string, maxDepth: number, where: string): Manifest | null {
  const root = parseXml(text, maxDepth, where);
  if (root === null || root.name !== 'manifest') return null;
  const packageName = plain(root, 'package');
  const usesSdk = root.children.filter(({ name }) => name === 'uses-sdk');
  const application = root.children.find(({ name }) => name === 'application') ?? null;
  const components = application?.children.filter(({ name }) => componentAttributes.has(name)) ?? [];
  return {
    package: packageName,
    ...splitOf(root, application),
    label: application && value(application, 'label'),
    versionName: value(root, 'versionName'),
    versionCode: value(root, 'versionCode'),
    // Android lets a later uses-sdk overwrite an earlier one.
    minSdk: last(usesSdk, 'minSdkVersion'),
    targetSdk: last(usesSdk, 'targetSdkVersion'),
    usesPermissions: usesPermissions(root),
    declaredPermissions: declaredPermissions(root),
    components: [
      ...(application ? applicationClasses(application, packageName) : []),
      ...components.flatMap((element) =>
        component(element.name as ComponentKind, element, componentAttributes.get(element.name)!, packageName),
      ),
      ...root.children
        .filter(({ name }) => name === 'instrumentation')
        .flatMap((element) => component('instrumentation', element, 'name', packageName)),
    ],
    metaData: [...(application ? [application] : []), ...components].flatMap(metaData),
  };
}

/** The build tools write `isSplitRequired` on the application, Android reads it from the manifest (ApkLiteParseUtils). */
function splitOf(root: XmlElement, application: XmlElement | null): ManifestSplit {
  const isTrue = (element: XmlElement | null): boolean =>
    element !== null && text(element, 'isSplitRequired')?.toLowerCase() === 'true';
  return {
    split: plain(root, 'split') || null,
    configForSplit: plain(root, 'configForSplit'),
    isSplitRequired: isTrue(root) || isTrue(application),
    requiredSplitTypes: splitTypes(text(root, 'requiredSplitTypes')),
    splitTypes: splitTypes(text(root, 'splitTypes')),
    usesSplits: root.children
      .filter(({ name }) => name === 'uses-split')
      .map((element) => text(element, 'name'))
      .filter((name) => name !== null),
  };
}

/** Types of splits, separated by commas. */
function splitTypes(list: string | null): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((type) => type.trim())
    .filter((type) => type !== '');
}

/** The elements that are components, and the attribute that names their class. */
const componentAttributes: ReadonlyMap<string, string> = new Map([
  ['activity', 'name'],
  ['activity-alias', 'targetActivity'],
  ['service', 'name'],
  ['receiver', 'name'],
  ['provider', 'name'],
]);

/** `-sdk-m` is the name that `uses-permission-sdk-23` had before its release; Android and aapt still take it. */
const usesPermissionElements = new Set(['uses-permission', 'uses-permission-sdk-23', 'uses-permission-sdk-m']);

function usesPermissions(root: XmlElement): string[] {
  const names = root.children
    .filter(({ name }) => usesPermissionElements.has(name))
    .map((element) => text(element, 'name'));
  return [...new Set(names.filter((name) => name !== null))].sort(compareCodeUnits);
}

/** A permission without a level is `normal` (R.attr.protectionLevel). */
function declaredPermissions(root: XmlElement): Manifest['declaredPermissions'] {
  return root.children
    .filter(({ name }) => name === 'permission')
    .flatMap((element) => {
      const name = text(element, 'name');
      const level = attribute(element, 'protectionLevel') ?? 'normal';
      return name === null ? [] : [{ name, protection: protectionWords(level) }];
    });
}

function applicationClasses(application: XmlElement, packageName: string | null): ManifestComponent[] {
  return [
    ...component('application', application, 'name', packageName),
    ...component('backup-agent', application, 'backupAgent', packageName),
    ...component('app-component-factory', application, 'appComponentFactory', packageName),
  ];
}

function component(
  kind: ComponentKind,
  element: XmlElement,
  classAttribute: string,
  packageName: string | null,
): ManifestComponent[] {
  const name = text(element, classAttribute);
  return name === null || name === '' ? [] : [{ kind, className: resolveClassName(name, packageName) }];
}

function metaData(parent: XmlElement): Manifest['metaData'] {
  return parent.children
    .filter(({ name }) => name === 'meta-data')
    .flatMap((element) => {
      const name = text(element, 'name');
      return name === null ? [] : [{ name, value: value(element, 'value') ?? value(element, 'resource') }];
    });
}

function last(elements: readonly XmlElement[], local: string): ManifestValue | null {
  const values = elements.map((element) => value(element, local)).filter((one) => one !== null);
  return values.at(-1) ?? null;
}

function text(element: XmlElement, local: string): string | null {
  return literal(value(element, local));
}

function value(element: XmlElement, local: string): ManifestValue | null {
  const found = attribute(element, local);
  return found === null ? null : manifestValue(found);
}

/** An attribute without a namespace (`package`); where there is none, one of that name in any. */
function plain(element: XmlElement, local: string): string | null {
  const found = attributeIn(element, local, null, null);
  return found === null ? null : literal(manifestValue(found));
}

const toolsNamespace = 'http://schemas.android.com/tools';

/**
 * An attribute of Android's namespace; where there is none, one of that name in any other or in none, as damaged and repacked
 * manifests have it, but never one of the build tools' (`tools:targetApi`).
 */
function attribute(element: XmlElement, local: string): string | null {
  return attributeIn(element, local, androidNamespace, toolsNamespace);
}

/** The attribute of this name in `namespace`, else the first of that name in another but `never`. */
function attributeIn(
  { attributes }: XmlElement,
  local: string,
  namespace: string | null,
  never: string | null,
): string | null {
  let other: string | null = null;
  for (const one of attributes) {
    if (one.local !== local) continue;
    if (one.namespace === namespace) return one.value;
    if (never === null || one.namespace !== never) other ??= one.value;
  }
  return other;
}
