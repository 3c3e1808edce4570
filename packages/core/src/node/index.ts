/** The Node door of @trackerscope/core: the same scan, with file paths. */
export * from '../index.js';
