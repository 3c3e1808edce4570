/** What each verdict means, in one line, and how it is shown. */
import type { Verdict } from '@trackerscope/core';
import type { Tone } from '../layout/phrase.js';

export interface VerdictMeaning {
  readonly heading: string;
  readonly meaning: string;
  readonly tone: Tone;
}

export const verdictMeanings: Readonly<Record<Verdict, VerdictMeaning>> = {
  embedded: { heading: 'Embedded', meaning: 'its code is inside the app', tone: 'wrong' },
  declared: {
    heading: 'Declared',
    meaning: 'the manifest names it, but its code was not found',
    tone: 'warning',
  },
  referenced: {
    heading: 'Referenced',
    meaning: 'other code refers to it, but its own code was not found',
    tone: 'warning',
  },
  contacted: { heading: 'Contacted', meaning: 'only host names of it were found', tone: 'warning' },
};
