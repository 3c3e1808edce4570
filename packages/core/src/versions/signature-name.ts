/** Under which name code signatures know a library: where its classes lie, as far as its coordinates tell. */

const ads = 'com/google/android/gms/ads/AdView';
const analytics = 'com/google/android/gms/analytics/GoogleAnalytics';
const crashlytics = 'com/google/firebase/crashlytics/FirebaseCrashlytics';
const measurement = 'com/google/android/gms/measurement/AppMeasurement';
const tagManager = 'com/google/android/gms/tagmanager/TagManager';

/**
 * Libraries that are parts of one product and have its classes elsewhere than their coordinates say. The source is Google itself: its
 * builds write the coordinates into the classes, as their source file (`com.google.android.gms:play-services-ads-lite@@23.5.0` in
 * `com.google.android.gms.ads.MediaView`). Left out are parts that several products share, such as `play-services-ads-identifier`.
 */
const productClasses: Readonly<Record<string, string>> = {
  'com.google.android.gms:play-services-ads': ads,
  'com.google.android.gms:play-services-ads-lite': ads,
  'com.google.android.gms:play-services-analytics': analytics,
  'com.google.android.gms:play-services-analytics-impl': analytics,
  'com.google.android.gms:play-services-measurement': measurement,
  'com.google.android.gms:play-services-measurement-api': measurement,
  'com.google.android.gms:play-services-measurement-impl': measurement,
  'com.google.android.gms:play-services-measurement-sdk': measurement,
  'com.google.android.gms:play-services-measurement-sdk-api': measurement,
  'com.google.android.gms:play-services-tagmanager': tagManager,
  'com.google.android.gms:play-services-tagmanager-api': tagManager,
  'com.google.android.gms:play-services-tagmanager-v4-impl': tagManager,
  'com.google.firebase:firebase-analytics': measurement,
  'com.google.firebase:firebase-analytics-ktx': measurement,
  'com.google.firebase:firebase-crashlytics': crashlytics,
  'com.google.firebase:firebase-crashlytics-ktx': crashlytics,
  'com.google.firebase:firebase-crashlytics-ndk': crashlytics,
};

/**
 * The name of a library, written as that of a class so that code signatures can be tried on it: `com/vendor/sdk-core` for
 * `com.vendor:sdk-core`, and for parts of the products above a class of theirs. Null for a library without Maven coordinates.
 */
export function signatureNameOf(library: string): string | null {
  if (Object.hasOwn(productClasses, library)) return productClasses[library]!;
  return library.includes(':') ? library.replace(':', '.').replaceAll('.', '/') : null;
}
