/** The part of a manifest that is read; of a binary manifest, nothing else is even decoded. */
import { partOf, type XmlPart } from '../binary/axml/xml-part.js';

const named = partOf(['name']);
const item = partOf(['name', 'value', 'resource']);
const items = { 'meta-data': item, property: item };
const component = partOf(['name'], items);

/**
 * At least what `parse-manifest.ts` looks at, where it looks: what it reads and is not named here would be found in text manifests
 * only. Most of a manifest is left out: intent filters, and the labels, themes and launch modes of components.
 */
export const manifestPart: XmlPart = partOf([], {
  manifest: partOf(
    [
      'package',
      'versionCode',
      'versionName',
      'split',
      'configForSplit',
      'isFeatureSplit',
      'isSplitRequired',
      'requiredSplitTypes',
      'splitTypes',
    ],
    {
      'uses-sdk': partOf(['minSdkVersion', 'targetSdkVersion']),
      'uses-permission': named,
      'uses-permission-sdk-23': named,
      'uses-permission-sdk-m': named,
      'uses-split': named,
      permission: partOf(['name', 'protectionLevel'], items),
      'permission-group': partOf(['name'], items),
      'permission-tree': partOf(['name'], items),
      instrumentation: component,
      queries: partOf([], {
        package: named,
        provider: partOf(['authorities']),
        intent: partOf([], {
          action: named,
          category: named,
          data: partOf(['scheme', 'host', 'mimeType']),
        }),
      }),
      application: partOf(
        ['name', 'label', 'backupAgent', 'appComponentFactory', 'networkSecurityConfig', 'isSplitRequired'],
        {
          ...items,
          'uses-library': partOf(['name', 'required']),
          activity: component,
          'activity-alias': partOf(['name', 'targetActivity'], items),
          service: component,
          receiver: component,
          provider: partOf(['name', 'authorities'], items),
        },
      ),
    },
  ),
});
