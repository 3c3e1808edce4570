/** Builders and corrupters for everything a test feeds to TrackerScope. */
export * from './arsc/index.js';
export * from './axml/index.js';
export * from './build-apk.js';
export * from './build-bundle.js';
export * from './build-rules.js';
export * from './class-file/index.js';
export * from './corrupt.js';
export * from './dex/index.js';
export * from './dotnet/index.js';
export * from './elf/index.js';
export * from './flutter/index.js';
export * from './hermes/index.js';
export * from './proto/index.js';
export * from './signing/index.js';
export * from './unity/index.js';
export * from './zip/index.js';
