/** Maven groups of the libraries whose properties name a client only; Google's repository publishes them under these. */

/** By the beginning of the client's name where that ends in a hyphen, else by the whole of it. */
const groups: readonly (readonly [client: string, group: string])[] = [
  ['play-services-', 'com.google.android.gms'],
  ['firebase-', 'com.google.firebase'],
  ['transport-', 'com.google.android.datatransport'],
  ['user-messaging-platform', 'com.google.android.ump'],
  ['billing', 'com.android.billingclient'],
  ['app-update', 'com.google.android.play'],
  ['asset-delivery', 'com.google.android.play'],
  ['core-common', 'com.google.android.play'],
  ['feature-delivery', 'com.google.android.play'],
  ['integrity', 'com.google.android.play'],
  ['review', 'com.google.android.play'],
];

/** The Maven group of a client such as `play-services-ads`; null for one that is not known. */
export function groupOf(client: string): string | null {
  const found = groups.find(([name]) => (name.endsWith('-') ? client.startsWith(name) : client === name));
  return found?.[1] ?? null;
}
