/** Builds Hermes bytecode for tests. */
export { buildHermes, type HermesSpec } from './build-hermes.js';
export { type HermesVersion, hermesVersions } from './versions.js';
