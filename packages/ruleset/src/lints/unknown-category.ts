/** Lint: a category outside the vocabulary, or Exodus's words and ours telling different things. */
import { categories, categoryOfExodus, isCategory } from '../categories.js';
import type { Lint } from './lint.js';

export const unknownCategory = {
  id: 'unknown-category',
  check(rules, report) {
    for (const rule of rules) {
      const { exodus, trackerscope } = rule.categories;
      const say = (field: string, message: string, advice: string) =>
        report({ severity: 'error', rule, field: `categories.${field}`, message, advice });
      for (const word of exodus) {
        const id = categoryOfExodus(word);
        if (id === undefined)
          say('exodus', `${word} is none of Exodus's six words`, 'Write it as Exodus does, or leave it out.');
        else if (!trackerscope.includes(id)) say('trackerscope', `${id} is missing, for ${word}`, `Add ${id}.`);
      }
      for (const id of trackerscope) {
        const word = Object.hasOwn(categories, id) ? categories[id]!.exodus : null;
        if (rule.exodusId !== null && word !== null && !exodus.includes(word))
          say(
            'trackerscope',
            `${id} stands for ${word}, which Exodus does not say`,
            `Leave ${id} out, or add the word.`,
          );
        if (!isCategory(id))
          say('trackerscope', `${id} is not in the vocabulary`, `Use one of ${Object.keys(categories).join(', ')}.`);
      }
    }
  },
} as const satisfies Lint;
