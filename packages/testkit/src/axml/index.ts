/** Builders for Android's binary XML. */
export { type AxmlAttribute, type AxmlChunk, type AxmlElement, type AxmlOptions, buildAxml } from './build-axml.js';
export { buildManifest, type ComponentInput, type ManifestInput, manifestElement } from './build-manifest.js';
export { buildStringPool, type PoolEncoding, type PoolOddities } from './build-string-pool.js';
export type { TypedInput, TypedValue } from './chunk.js';
