/** Container `aar`: an Android library as build tools take it, with its code as class files in `classes.jar`. */
import { isAxml } from '../binary/axml/is-axml.js';
import type { Container } from './container.js';
import { headOf } from './opening.js';

export const aar: Container = {
  id: 'aar',
  async open({ source, zip }) {
    if (zip === null) return null;
    const { archive, shape } = zip;
    if (shape.manifest === null || shape.classesJar === null || shape.hasDex) return null;
    // An APK that carries a JAR of this name has a binary manifest; one that cannot be read at all says nothing.
    if (isAxml(await headOf(archive, shape.manifest, 4))) return null;
    return { kind: 'aar', parts: [{ path: '', archive, source }] };
  },
};
