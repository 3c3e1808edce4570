/** The containers, in the order in which they are tried. */
import { aab } from './aab.js';
import { aar } from './aar.js';
import { apk } from './apk.js';
import { classList } from './class-list.js';
import type { Container } from './container.js';
import { dex } from './dex.js';
import { jar } from './jar.js';
import { splitSet } from './split-set.js';

/** `apk` comes after the others that are ZIPs, since it takes any. */
export const containers: readonly Container[] = [aab, aar, jar, splitSet, apk, dex, classList];
