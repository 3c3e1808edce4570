/** ZIP archives for tests, correct and broken. */
export * from './build-zip.js';
