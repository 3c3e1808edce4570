/** Builds DEX files and v041 containers for tests. */
export { buildDex, buildDexContainer, signDex } from './build-dex.js';
export type {
  CallSiteSpec,
  ClassSpec,
  DexSpec,
  DexVersion,
  FieldSpec,
  LocalSpec,
  MethodHandleSpec,
  MethodSpec,
} from './spec.js';
