/** Lint: a pattern that also matches what is known to track nobody, a whole vendor, or a word that many vendors use. */
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
  'com/duapps',
  'com/facebook',
  'com/google',
  'com/google/android',
  'com/google/android/gms',
  'com/google/firebase',
  'com/huawei',
  'com/ibm',
  'com/mapbox',
  'com/microsoft',
  'com/oath/mobile',
  'com/oracle',
  'com/salesforce',
  'com/samsung',
  'com/sap',
  'com/snapchat',
  'com/tencent',
  'com/twitter',
  'com/unity3d',
  'com/verizon',
  'com/xiaomi',
  'com/yahoo',
  'com/yandex',
  'org/mozilla',
  'ru/mail',
  'ru/yandex',
]);

/** Words that many vendors use for a package or a host; with nothing beside them but a top-level domain they name nobody. */
const genericWords: ReadonlySet<string> = new Set(
  'ad ads adsdk adserver advert advertising analytics android api app apps base beacon cdn client cloud common company core data demo dev event events example game games http internal io lib library location log logger media metrics mobile monitor net network push sdk server service services static stats track tracker tracking util utils video web widget www'.split(
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
      } else if (wholeVendors.has(pattern.text) || isGeneric(ownSegments(pattern.text.split('/')))) {
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
      if (bystander !== undefined) {
        report({
          severity: 'error',
          ...placed,
          message: `${signature.pattern} also matches ${bystander}`,
          advice: 'Name a longer host, or list the pattern in shared: it names a company, not a product.',
        });
      } else if (
        (signature.kind === 'word' || signature.pattern.endsWith('.*')) &&
        isGeneric(signature.pattern.split('.').filter((label) => label !== '*'))
      ) {
        report({
          severity: 'warning',
          ...placed,
          message: `${signature.pattern} is a word that many vendors use`,
          advice: 'Name the host of the tracker, or state in reason why the word is evidence.',
        });
      }
    }
    for (const rule of rules) {
      for (const [i, prefix] of (rule.owner?.packages ?? []).entries()) {
        if (!isGeneric(ownSegments(prefix.split('.')))) continue;
        report({
          severity: 'error',
          rule,
          field: `owner.packages[${i}]`,
          message: `${prefix} is made of words that many vendors use: foreign apps would be first party`,
          advice: "Name a prefix that only the owner's apps have.",
        });
      }
    }
  },
} as const satisfies Lint;

/** The segments without a top-level domain in front (`com`, `io`), which nobody owns. */
function ownSegments(segments: readonly string[]): readonly string[] {
  return segments.length > 1 && segments[0]!.length <= 3 ? segments.slice(1) : segments;
}

function isGeneric(words: readonly string[]): boolean {
  return words.length > 0 && words.every((word) => word === '' || genericWords.has(word.toLowerCase()));
}
