/** The vocabulary of categories: Exodus's six, mapped one to one, and finer ones under them. */

/** A category of TrackerScope's. */
export interface Category {
  /** Exodus's own word for it, or null for a finer category that Exodus does not have. */
  readonly exodus: string | null;
  /** The category of the six that this one belongs under, or null. */
  readonly parent: string | null;
}

/** All categories by id. The first six stand for Exodus's words, so that both lists can be told from each other. */
export const categories: Readonly<Record<string, Category>> = {
  analytics: { exodus: 'Analytics', parent: null },
  advertisement: { exodus: 'Advertisement', parent: null },
  location: { exodus: 'Location', parent: null },
  profiling: { exodus: 'Profiling', parent: null },
  identification: { exodus: 'Identification', parent: null },
  'crash-reporting': { exodus: 'Crash reporting', parent: null },
  attribution: { exodus: null, parent: 'analytics' },
  'session-replay': { exodus: null, parent: 'analytics' },
  'performance-monitoring': { exodus: null, parent: 'analytics' },
  'feature-flags-experiments': { exodus: null, parent: 'analytics' },
  'tag-management': { exodus: null, parent: 'analytics' },
  'tv-audience-measurement': { exodus: null, parent: 'analytics' },
  'ad-mediation': { exodus: null, parent: 'advertisement' },
  'ad-exchange-bidding': { exodus: null, parent: 'advertisement' },
  'ad-verification': { exodus: null, parent: 'advertisement' },
  'rewarded-offerwall': { exodus: null, parent: 'advertisement' },
  'push-engagement': { exodus: null, parent: null },
  'customer-data-platform': { exodus: null, parent: 'profiling' },
  'audience-data-broker': { exodus: null, parent: 'profiling' },
  'credit-risk-scoring': { exodus: null, parent: 'profiling' },
  'login-identity': { exodus: null, parent: 'identification' },
  'document-face-verification': { exodus: null, parent: 'identification' },
  'device-fingerprint': { exodus: null, parent: 'identification' },
  'beacon-proximity': { exodus: null, parent: 'location' },
  'map-navigation': { exodus: null, parent: 'location' },
  'audio-ultrasonic-acr': { exodus: null, parent: null },
  'consent-management': { exodus: null, parent: null },
  'content-delivery-player': { exodus: null, parent: null },
  'debugging-logging': { exodus: null, parent: null },
  'payment-billing': { exodus: null, parent: null },
  'social-sharing': { exodus: null, parent: null },
};

const idOfExodusWord: ReadonlyMap<string, string> = new Map(
  Object.entries(categories).flatMap(([id, { exodus }]) => (exodus === null ? [] : [[exodus, id] as const])),
);

/** The id of one of Exodus's words, or undefined for a word that is none of the six. */
export function categoryOfExodus(word: string): string | undefined {
  return idOfExodusWord.get(word);
}

/** Whether `id` is a category of the vocabulary. */
export function isCategory(id: string): boolean {
  return Object.hasOwn(categories, id);
}
