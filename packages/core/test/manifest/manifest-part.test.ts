/** The part of a binary manifest that is written as text holds all that the reader takes from it. */
import { type AxmlElement, buildAxml } from '@trackerscope/testkit';
import { expect, it } from 'vitest';
import { axmlToXml } from '../../src/binary/axml/axml-to-xml.js';
import { defaultLimits } from '../../src/limits.js';
import { parseManifest } from '../../src/manifest/parse-manifest.js';
import { readManifest } from '../../src/manifest/read-manifest.js';

/** Elements that Android knows in a manifest, at whatever place. */
const elements = [
  'action',
  'activity',
  'activity-alias',
  'adopt-permissions',
  'application',
  'data',
  'instrumentation',
  'intent',
  'intent-filter',
  'meta-data',
  'package',
  'permission',
  'property',
  'provider',
  'queries',
  'receiver',
  'service',
  'uses-feature',
  'uses-library',
  'uses-permission',
  'uses-permission-sdk-23',
  'uses-permission-sdk-m',
  'uses-sdk',
  'uses-split',
];

const androidAttributes = [
  'appComponentFactory',
  'authorities',
  'backupAgent',
  'enabled',
  'exported',
  'isFeatureSplit',
  'isSplitRequired',
  'label',
  'maxSdkVersion',
  'minSdkVersion',
  'name',
  'networkSecurityConfig',
  'permission',
  'process',
  'protectionLevel',
  'required',
  'requiredSplitTypes',
  'resource',
  'splitTypes',
  'targetActivity',
  'targetPackage',
  'targetSdkVersion',
  'value',
  'versionCode',
  'versionName',
  'zygotePreloadName',
];

const attributes = ['package', 'split', 'configForSplit', ...androidAttributes.map((name) => `android:${name}`)];

/** Those of the innermost elements; all would be too many. */
const itemAttributes = ['name', 'value', 'resource', 'enabled'].map((name) => `android:${name}`);

/** An element with these attributes, whose values tell where they are from. */
function element(name: string, attributes: readonly string[], children: AxmlElement[] = []): AxmlElement {
  return { name, attributes: Object.fromEntries(attributes.map((one) => [one, `${name} ${one}`])), children };
}

it('a binary manifest with every element inside every other, three deep, is read like all of its text', () => {
  // A resource counts only without a value.
  const resource = element('meta-data', ['android:name', 'android:resource']);
  const items = [...elements.map((name) => element(name, itemAttributes)), resource];
  const inner = elements.map((name) => element(name, attributes, items));
  const outer = elements.map((name) => element(name, attributes, inner));
  const bytes = buildAxml(element('manifest', attributes, outer));
  const report = ({ message }: { message: string }) => expect.fail(message);
  const read = readManifest(bytes, 'AndroidManifest.xml', defaultLimits, report);
  const text = axmlToXml(bytes, defaultLimits, report, 'AndroidManifest.xml');
  expect(read).toEqual(parseManifest(text, defaultLimits.maxXmlDepth, 'AndroidManifest.xml'));
  expect([read?.package, read?.components.length, read?.metaData.length]).toEqual(['manifest package', 9, 11]);
});
