/** The lints, in the order in which they speak. */
import { collides } from './collides.js';
import { deadReading } from './dead-reading.js';
import { firesOnProof } from './fires-on-proof.js';
import { nameCase } from './name-case.js';
import { notLinear } from './not-linear.js';
import { tooBroad } from './too-broad.js';
import { tooShort } from './too-short.js';
import { unescapedDot } from './unescaped-dot.js';
import { unexplainedReading } from './unexplained-reading.js';
import { unknownCategory } from './unknown-category.js';
import { unreadAlternative } from './unread-alternative.js';

export const lints = [
  firesOnProof,
  tooShort,
  tooBroad,
  collides,
  unescapedDot,
  notLinear,
  deadReading,
  unexplainedReading,
  unreadAlternative,
  unknownCategory,
  nameCase,
] as const;
