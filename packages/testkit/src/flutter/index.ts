/** Builders for the assets of Flutter. */
export { buildKernel, type KernelComponentSpec } from './build-kernel.js';
export { buildStandardMessage, type MessageValue } from './build-standard-message.js';
