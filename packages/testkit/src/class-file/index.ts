/** Builders for Java class files. */
export { buildClassFile, type ClassFileSpec, type ClassMember } from './build-class-file.js';
