/** The demo app: an APK made here, with a trace of each kind that TrackerScope tells apart. It is not runnable code. */
import { type ArscPackage, buildApk, buildArsc, buildDex, resourceId } from '@trackerscope/testkit';

const resources: ArscPackage = {
  package: 'com.example.demo',
  resources: { 'string/app_name': 'TrackerScope Demo' },
};

/** The bytes of the demo app; the same each time. */
export function buildDemoApp(): Uint8Array {
  return buildApk({
    manifest: {
      package: 'com.example.demo',
      label: { reference: resourceId(resources, 'string/app_name') },
      versionName: '1.4.2',
      versionCode: 42,
      minSdk: 26,
      targetSdk: 35,
      permissions: [
        'android.permission.INTERNET',
        'android.permission.ACCESS_FINE_LOCATION',
        'com.google.android.gms.permission.AD_ID',
      ],
      components: [
        { kind: 'activity', name: '.MainActivity' },
        // Declared: a receiver of AppsFlyer whose class nobody ships.
        { kind: 'receiver', name: 'com.appsflyer.SingleInstallBroadcastReceiver' },
      ],
    },
    dex: [
      {
        // Embedded: LeanPlum's classes, and its host.
        classes: [
          'com/example/demo/MainActivity',
          'com/leanplum/Leanplum',
          'com/leanplum/LeanplumActivityHelper',
          'com/leanplum/LeanplumPushService',
          'com/leanplum/callbacks/StartCallback',
          'com/leanplum/internal/RequestSender',
          'com/leanplum/internal/RequestSender$1',
          // Embedded as a relocated copy: MixPanel, shaded into the app's own package.
          'com/example/demo/shaded/com/mixpanel/android/mpmetrics/MixpanelAPI',
        ],
        // Referenced: an adapter for Adjust without Adjust.
        references: ['com/adjust/sdk/Adjust', 'android/app/Activity'],
        strings: [
          'https://api.leanplum.com/api',
          // Contacted: two hosts of Vungle, none of its code.
          'https://api.vungle.com/v5/',
          'ingest.vungle.com',
          // A company: this host does not tell which of Facebook's products is used.
          'https://graph.facebook.com/v19.0/',
        ],
      },
    ],
    files: [
      { name: 'resources.arsc', bytes: buildArsc(resources), method: 'stored' },
      // A version: what the build of LeanPlum's SDK leaves in an app.
      { name: 'META-INF/com.leanplum_leanplum-core.version', bytes: '7.6.1\n' },
      // Hidden: a DEX under another name, which is found by its first bytes.
      { name: 'assets/plugin.bin', bytes: buildDex({ classes: ['com/crashlytics/android/Crashlytics'] }) },
    ],
  });
}
