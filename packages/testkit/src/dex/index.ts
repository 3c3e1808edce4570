/** Builds DEX files and v041 containers for tests. */
export { buildDex, buildDexContainer, signDex } from './build-dex.js';
export type { ClassSpec, DexSpec, DexVersion, FieldSpec, LocalSpec, MethodSpec } from './spec.js';
