/** Builders for .NET assemblies and the stores of .NET for Android. */
export { type AssemblyReference, type AssemblySpec, buildAssembly } from './build-assembly.js';
export {
  buildAssemblyStore,
  buildLz4Block,
  compressAssembly,
  type StoredFile,
  wrapInLibrary,
} from './build-assembly-store.js';
