/** Builders for resources.arsc. */
export {
  type ArscConfig,
  type ArscOptions,
  type ArscPackage,
  type ArscValue,
  buildArsc,
  resourceId,
} from './build-arsc.js';
