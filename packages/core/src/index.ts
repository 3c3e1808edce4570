/** The public door of @trackerscope/core: bytes in, report out, on any platform. */
export { type Code, codes, type Diagnostic, isScanError, ScanError } from './errors.js';
export { defaultLimits, type Limits } from './limits.js';
export type { Location, Observation, ObservationKind } from './observation.js';
export * from './report.js';
export type * from './signatures/rule.js';
export { matchesCode, parseCodePattern, readPublishedCode } from './signatures/code-pattern.js';
export { matchesNetwork, parseNetworkPattern, readPublishedNetwork } from './signatures/network-pattern.js';
