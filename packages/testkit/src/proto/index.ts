/** Builders for the protocol buffers in Android App Bundles. */
export { buildProtoManifest, buildProtoXml, type ProtoXmlOptions } from './build-proto-xml.js';
export {
  buildBundleConfig,
  buildResourceTable,
  type CompoundInput,
  type ProtoPackage,
  type ProtoValue,
} from './build-resource-table.js';
export { fixed32Field, protoField, protoMessage, protoTag, protoVarint } from './wire.js';
