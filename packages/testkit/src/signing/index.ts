/** Certificates and signatures of APKs for tests, true and lying. */
export * from './der.js';
export * from './identity.js';
export * from './jar-signature.js';
export * from './sign-apk.js';
export * from './signing-block.js';
