/** The containers, in the order in which they are tried. */
import { apk } from './apk.js';
import type { Container } from './container.js';

export const containers: readonly Container[] = [apk];
