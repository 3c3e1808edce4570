/** Builds aapt.pb.XmlNode (Resources.proto), the form of manifests in bundles, from the element trees of the AXML builders. */
import { attributeIds } from '../axml/attribute-ids.js';
import type { AxmlAttribute, AxmlElement } from '../axml/build-axml.js';
import { type ManifestInput, manifestElement } from '../axml/build-manifest.js';
import { protoItem } from './item.js';
import { protoField, protoMessage } from './wire.js';

const androidUri = 'http://schemas.android.com/apk/res/android';

export interface ProtoXmlOptions {
  /** Ids of attributes beside the ones known to testkit, by name. */
  readonly ids?: { readonly [name: string]: number };
  /** Leave the names of attributes that have a resource id empty. */
  readonly emptyNames?: boolean;
}

/** The bytes of a document whose root is `root`; typed values are compiled, text is not, as aapt2 leaves `package`. */
export function buildProtoXml(root: AxmlElement, options: ProtoXmlOptions = {}): Uint8Array {
  const namespace = protoMessage(protoField(1, 'android'), protoField(2, androidUri));
  return xmlNode(root, options, protoField(1, namespace));
}

/** The bytes of a bundle's `base/manifest/AndroidManifest.xml`. */
export function buildProtoManifest(input: ManifestInput, options: ProtoXmlOptions = {}): Uint8Array {
  return buildProtoXml(manifestElement(input), options);
}

function xmlNode(
  node: AxmlElement | string,
  options: ProtoXmlOptions,
  declarations: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const position = protoMessage(protoField(1, 1), protoField(2, 2));
  if (typeof node === 'string') return protoMessage(protoField(2, node), protoField(3, position));
  const element = protoMessage(
    declarations,
    protoField(3, node.name),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) => protoField(4, xmlAttribute(name, value, options))),
    ...(node.children ?? []).map((child) => protoField(5, xmlNode(child, options))),
  );
  return protoMessage(protoField(1, element), protoField(3, position));
}

function xmlAttribute(name: string, input: AxmlAttribute, options: ProtoXmlOptions): Uint8Array {
  const android = name.startsWith('android:');
  const local = android ? name.slice('android:'.length) : name;
  const id = android ? (options.ids?.[local] ?? attributeIds[local]) : undefined;
  const { value, raw } = typeof input === 'object' && 'raw' in input ? input : { value: input, raw: null };
  const text = raw ?? (typeof value === 'string' ? value : null);
  return protoMessage(
    ...(android ? [protoField(1, androidUri)] : []),
    ...(id !== undefined && options.emptyNames ? [] : [protoField(2, local)]),
    ...(text === null ? [] : [protoField(3, text)]),
    ...(id === undefined ? [] : [protoField(5, id)]),
    ...(typeof value === 'string' && id === undefined ? [] : [protoField(6, protoItem(value))]),
  );
}
