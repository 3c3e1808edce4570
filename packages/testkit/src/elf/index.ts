/** Builds native libraries for tests. */
export { buildElf } from './build-elf.js';
export type { ElfSpec } from './spec.js';
