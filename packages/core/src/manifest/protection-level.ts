/** Protection levels of permissions: the number in a binary manifest, the words, and the base level. */
import type { Protection } from '../report.js';

/** `PermissionInfo.PROTECTION_*`: the lowest four bits are the base level. */
const bases = ['normal', 'dangerous', 'signature', 'signatureOrSystem', 'internal'];

/** `PermissionInfo.PROTECTION_FLAG_*`, from bit 4 on, in the words of the manifest attribute. */
const flags = [
  'privileged',
  'development',
  'appop',
  'pre23',
  'installer',
  'verifier',
  'preinstalled',
  'setup',
  'instant',
  'runtime',
  'oem',
  'vendorPrivileged',
  'textClassifier',
  'wellbeing',
  'documenter',
  'configurator',
  'incidentReportApprover',
  'appPredictor',
  'module',
  'companion',
  'retailDemo',
  'recents',
  'role',
  'knownSigner',
];

/** The words for a level that may be a number (`0x12` reads `signature|privileged`); words stay as they are. */
export function protectionWords(level: string): string {
  if (!/^(0x[0-9a-f]{1,8}|[0-9]{1,10})$/i.test(level)) return level;
  const number = Number(level);
  const base = bases[number & 0xf] ?? `0x${(number & 0xf).toString(16)}`;
  const set = flags.filter((_, i) => ((number >>> (i + 4)) & 1) === 1);
  return [base, ...set].join('|');
}

/** The base level of a level in words. `signatureOrSystem` is the old word for `signature|privileged`. */
export function baseProtection(words: string): Protection {
  for (const word of words.split('|').map((part) => part.trim())) {
    if (word === 'normal' || word === 'dangerous' || word === 'signature' || word === 'internal') return word;
    if (word === 'signatureOrSystem') return 'signature';
  }
  return 'unknown';
}
