/** Lint: a pattern that also matches what is known to track nobody, or a whole vendor. */
import { matchesCode, matchesNetwork } from '@trackerscope/core';
import { bystanderClasses, bystanderHosts } from './bystanders.js';
import type { Lint } from './lint.js';
import { codeSignaturesOf, networkSignaturesOf, readCode, readNetwork } from './signatures-of.js';

/** Packages under which one vendor keeps apps and libraries of many kinds. */
const wholeVendors: ReadonlySet<string> = new Set([
  'com/adobe',
  'com/alibaba',
  'com/amazon',
  'com/amazonaws',
  'com/baidu',
  'com/bytedance',
  'com/cmcm',
  'com/facebook',
  'com/google',
  'com/google/android',
  'com/google/android/gms',
  'com/google/firebase',
  'com/huawei',
  'com/ibm',
  'com/microsoft',
  'com/oath/mobile',
  'com/oracle',
  'com/salesforce',
  'com/sap',
  'com/tencent',
  'com/twitter',
  'com/verizon',
  'com/yandex',
  'org/mozilla',
  'ru/mail',
  'ru/yandex',
]);

/** Words that many vendors use for a package; alone after any separator they name nobody. */
const genericWords: ReadonlySet<string> = new Set(
  'ad ads adsdk adserver advert analytics api app apps base client common core data event events http library log logger mobile monitor network push sdk service stats tracker tracking util video web'.split(
    ' ',
  ),
);

export const tooBroad = {
  id: 'too-broad',
  check(rules, report) {
    for (const placed of codeSignaturesOf(rules)) {
      const { signature } = placed;
      const pattern = readCode(signature.pattern);
      if (!pattern || !(signature.except ?? []).every((prefix) => readCode(prefix))) continue;
      const bystander = bystanderClasses.find((name) => name.includes(pattern.text) && matchesCode(signature, name));
      if (bystander !== undefined) {
        report({
          severity: 'error',
          ...placed,
          message: `${signature.pattern} also matches ${bystander}`,
          advice: 'Name a longer package, or take the foreign packages out with except.',
        });
      } else if (
        wholeVendors.has(pattern.text) ||
        (pattern.segments === 1 && genericWords.has(pattern.text.toLowerCase()))
      ) {
        report({
          severity: 'warning',
          ...placed,
          message: `${signature.pattern} names a whole vendor, or a word that many vendors use`,
          advice: 'Name the package of the tracker, or state in reason why the broad one is evidence.',
        });
      }
    }
    for (const placed of networkSignaturesOf(rules)) {
      const { rule, signature } = placed;
      if (signature.pattern === null || rule.shared.includes(signature.pattern) || !readNetwork(signature)) continue;
      const bystander = bystanderHosts.find((host) => matchesNetwork(signature, host));
      if (bystander === undefined) continue;
      report({
        severity: 'error',
        ...placed,
        message: `${signature.pattern} also matches ${bystander}`,
        advice: 'Name a longer host, or list the pattern in shared: it names a company, not a product.',
      });
    }
  },
} as const satisfies Lint;
