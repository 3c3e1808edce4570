/** Container `jar`: a ZIP of Java class files, as libraries for the JVM are shipped. */
import { isClassFile } from '../binary/class-file/is-class-file.js';
import type { Container } from './container.js';
import { headOf } from './opening.js';

export const jar: Container = {
  id: 'jar',
  async open({ source, zip }) {
    if (zip === null) return null;
    const { archive, shape } = zip;
    if (shape.manifest !== null || shape.hasDex) return null;
    for (const entry of shape.classFiles) {
      if (isClassFile(await headOf(archive, entry, 8))) return { kind: 'jar', parts: [{ path: '', archive, source }] };
    }
    return null;
  },
};
