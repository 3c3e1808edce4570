/** Builders for the files of Unity. */
export { buildUnityMetadata, type UnityMetadataSpec } from './build-unity-metadata.js';
