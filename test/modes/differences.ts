/** Every way in which match mode `default` and match mode `exodus` can differ: a small app for each, and who finds what. */
import type { MatchMode, Ruleset } from '@trackerscope/core';
import { buildApk, buildDex, buildRules, buildZip } from '@trackerscope/testkit';

/** A difference: an app in which one mode finds a tracker and the other does not. The name is a heading of docs/exodus-mode.md. */
export interface Difference {
  readonly name: string;
  readonly only: MatchMode;
  /** Exodus's signature; the rule reads it as it stands unless `pattern` says otherwise. */
  readonly signature: string;
  readonly pattern?: string | null;
  /** The rule comes from elsewhere and has no Exodus number. */
  readonly unpublished?: true;
  readonly network?: string;
  readonly app: Uint8Array;
}

const classes = (...names: string[]): Uint8Array => buildApk({ dex: [{ classes: names }] });

export const differences: readonly Difference[] = [
  {
    name: 'Hosts',
    only: 'default',
    signature: 'com.leanplum.',
    network: 'leanplum.com',
    app: buildApk({ dex: [{ classes: ['com/example/Main'], strings: ['https://api.leanplum.com/'] }] }),
  },
  {
    name: 'Components of the manifest',
    only: 'default',
    signature: 'com.leanplum.',
    app: buildApk({
      manifest: { package: 'com.example', components: [{ kind: 'service', name: 'com.leanplum.LeanplumPushService' }] },
      dex: [{ classes: ['com/example/Main'] }],
    }),
  },
  {
    name: 'DEX files under other names',
    only: 'default',
    signature: 'com.leanplum.',
    app: buildApk({
      dex: [{ classes: ['com/example/Main'] }],
      files: [{ name: 'assets/plugin.bin', bytes: buildDex({ classes: ['com/leanplum/Leanplum'] }) }],
    }),
  },
  {
    name: 'Archives inside the app that are no .apk',
    only: 'default',
    signature: 'com.leanplum.',
    app: buildApk({
      dex: [{ classes: ['com/example/Main'] }],
      files: [
        {
          name: 'assets/plugin.jar',
          bytes: buildZip([{ name: 'classes.dex', bytes: buildDex({ classes: ['com/leanplum/Leanplum'] }) }]),
        },
      ],
    }),
  },
  {
    name: 'Classes that only code bodies name',
    only: 'default',
    signature: 'com.leanplum.',
    app: buildApk({ dex: [{ classes: ['com/example/Main'], references: ['com/leanplum/Leanplum'] }] }),
  },
  {
    name: 'Names with a hyphen',
    only: 'default',
    signature: 'com.vendor.sdk-core.',
    app: classes('com/vendor/sdk-core/Tracker'),
  },
  {
    name: 'Packages that begin with a capital',
    only: 'default',
    signature: 'Vendor.sdk.',
    app: classes('Vendor/sdk/Tracker'),
  },
  {
    name: 'Trackers that Exodus does not list',
    only: 'default',
    signature: 'com.leanplum.',
    unpublished: true,
    app: classes('com/leanplum/Leanplum'),
  },
  {
    name: 'Inside a word',
    only: 'exodus',
    signature: 'io.display.',
    app: classes('org/studio/display/Screen'),
  },
  {
    name: 'Past the end of a segment',
    only: 'exodus',
    signature: 'com.tune',
    app: classes('com/tunein/player/TuneIn'),
  },
  {
    name: 'A dot for any character',
    only: 'exodus',
    signature: 'com.leanplum.',
    app: classes('com/leanplumber/pipes/Pipe'),
  },
  {
    name: 'Short names under another package',
    only: 'exodus',
    signature: 'com.tune',
    app: classes('shaded/com/tune/Tune'),
  },
  {
    name: 'Text that looks like a class',
    only: 'exodus',
    signature: 'com.leanplum.',
    app: buildApk({
      dex: [{ classes: [{ name: 'com/example/Main', staticStrings: ['See Lcom/leanplum/Leanplum;'] }] }],
    }),
  },
  {
    name: 'Reviewed readings',
    only: 'exodus',
    signature: 'com.prime31.util.IabHelperImpl',
    pattern: null,
    app: classes('com/prime31/util/IabHelperImpl'),
  },
];

/** A ruleset of one rule, as the difference needs it. */
export function rulesOf({ signature, pattern = signature, network, unpublished }: Difference): Ruleset {
  return buildRules({
    id: 'tracker',
    code: [{ raw: signature, pattern }],
    hosts: network === undefined ? [] : [network],
    exodusId: unpublished ? null : 1,
  });
}
