/** Which tracker a library's version is told of, by the rules that ship: an app with all of them, each with a version of its own. */
import { scan } from '@trackerscope/core';
import { rules } from '@trackerscope/ruleset';
import { buildApk } from '@trackerscope/testkit';
import { describe, expect, it } from 'vitest';

/** Files that state a version, and the tracker that it belongs to, if any. */
const libraries: readonly (readonly [file: string, tracker: string | null])[] = [
  ['META-INF/com.leanplum_leanplum-core.version', 'leanplum'],
  ['META-INF/com.appsflyer_af-android-sdk.version', 'appsflyer'],
  ['META-INF/com.adjust.sdk_adjust-android.version', 'adjust'],
  ['play-services-ads.properties', 'google-admob'],
  ['play-services-ads-lite.properties', 'google-admob'],
  ['play-services-analytics-impl.properties', 'google-analytics'],
  ['play-services-measurement-sdk-api.properties', 'google-firebase-analytics'],
  ['firebase-analytics.properties', 'google-firebase-analytics'],
  ['play-services-tagmanager-v4-impl.properties', 'google-tag-manager'],
  ['firebase-crashlytics.properties', 'google-crashlytics'],
  // Libraries of the same makers that are no trackers, and parts that several products share.
  ['play-services-base.properties', null],
  ['play-services-basement.properties', null],
  ['play-services-ads-identifier.properties', null],
  ['play-services-location.properties', null],
  ['firebase-common.properties', null],
  ['firebase-messaging.properties', null],
  ['META-INF/androidx.core_core.version', null],
  ['META-INF/com.google.android.material_material.version', null],
  ['META-INF/kotlinx_coroutines_core.version', null],
];

const versionOf = (i: number): string => `1.${i}`;

const files = libraries.map(([name], i) => {
  const client = /^(.*)\.properties$/.exec(name)?.[1];
  return { name, bytes: client === undefined ? `${versionOf(i)}\n` : `version=${versionOf(i)}\nclient=${client}\n` };
});

/** A class of every tracker that the rules know, so that no version is left out for want of a finding. */
const classes = rules.trackers.flatMap(({ signatures }) => signatures.code.flatMap(({ hits }) => hits));
const report = await scan(buildApk({ dex: [{ classes: [...new Set(classes)] }], files }), { rules });

describe('the version in', () => {
  it.each(libraries.map(([file, tracker], i) => ({ file, tracker, value: versionOf(i) })))(
    '$file is that of $tracker',
    ({ file, tracker, value }) => {
      const told = report.findings.filter(({ versions }) => versions.some((version) => version.value === value));
      expect(told.map((finding) => finding.tracker.id)).toEqual(tracker === null ? [] : [tracker]);
      for (const { versions } of told) {
        expect(versions.find((version) => version.value === value)!.where.entry).toBe(file);
      }
    },
  );
});
