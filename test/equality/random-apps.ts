/** Random apps: names and hosts of real trackers and of none, in any number of DEX, in odd places, sound or damaged. */
import { rules } from '@trackerscope/ruleset';
import {
  buildApk,
  buildArsc,
  buildAxml,
  buildClassFile,
  buildDex,
  buildElf,
  buildHermes,
  buildProtoXml,
  buildResourceTable,
  buildZip,
  ecIdentity,
  flipByte,
  signApk,
  signJar,
  truncate,
  type ZipEntry,
} from '@trackerscope/testkit';

import fc from 'fast-check';

const signatures = rules.trackers.flatMap((tracker) => [...tracker.signatures.code, ...tracker.signatures.network]);
const codeProofs = rules.trackers.flatMap(({ signatures: { code } }) =>
  code.flatMap(({ hits, misses }) => [...hits, ...misses]),
);
const networkProofs = rules.trackers.flatMap(({ signatures: { network } }) =>
  network.flatMap(({ hits, misses }) => [...hits, ...misses]),
);
if (signatures.length < 800) throw new Error('Expected the rules that ship.');

const segment = fc.stringMatching(/^[a-z]{1,8}$/);
const className = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...codeProofs.filter((name) => /^[\w$/-]+$/.test(name))) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(segment, fc.constantFrom(...codeProofs.filter((name) => /^[\w$/-]+$/.test(name))))
      .map((parts) => parts.join('/')),
  },
  { weight: 3, arbitrary: fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/')) },
);
const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...networkProofs) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('https://', 'x@', '%s.', '"', 'é'),
        fc.constantFrom(...networkProofs),
        fc.constantFrom('', '/path', ':80', '.'),
      )
      .map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);

const dex = fc.record({
  classes: fc.uniqueArray(className, { maxLength: 12 }),
  references: fc.uniqueArray(className, { maxLength: 6 }),
  strings: fc.array(text, { maxLength: 12 }),
});

const manifest = fc.oneof(
  fc.constant(null),
  fc.record({
    package: segment.map((name) => `com.example.${name}`),
    components: fc.array(
      fc.record({
        kind: fc.constantFrom('activity' as const, 'service' as const, 'receiver' as const, 'provider' as const),
        name: className.map((name) => name.replaceAll('/', '.')),
      }),
      { maxLength: 5 },
    ),
    metaData: fc
      .array(
        fc.tuple(
          className.map((name) => name.replaceAll('/', '.')),
          text,
        ),
        { maxLength: 4 },
      )
      .map((pairs) => Object.fromEntries(pairs)),
  }),
);

/** Texts with a mark between them, as a script, a page or a list has them. */
const document = fc
  .tuple(fc.array(text, { maxLength: 12 }), fc.constantFrom('\n', '", "', "='", ' @', '//'))
  .map(([texts, mark]) => `<!-- ${texts.join(mark)}`);
const xml = fc.array(text, { maxLength: 6 }).map((texts) => ({
  name: 'a',
  attributes: Object.fromEntries(texts.map((value, i) => [`b${i}`, value])),
}));
const resources = fc.array(text, { maxLength: 6 }).map((texts) => ({
  package: 'com.example',
  resources: Object.fromEntries(texts.map((value, i) => [`string/s${i}`, value])),
}));
const encoding = fc.constantFrom('utf8' as const, 'utf16' as const);
const javaClass = fc
  .tuple(className, fc.uniqueArray(className, { maxLength: 4 }), fc.array(text, { maxLength: 4 }))
  .map(([name, classes, strings]) => buildClassFile({ name, classes, strings }));
const utf16 = (content: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${content}`, 'utf16le'));

/** Entries of every kind that is looked into besides code at its usual place. */
const placed = fc.oneof(
  fc.record({ name: segment.map((name) => `assets/${name}.js`), bytes: document }),
  fc.record({ name: segment.map((name) => `assets/www/${name}.txt`), bytes: document.map(utf16) }),
  fc.record({
    name: segment.map((name) => `res/xml/${name}.xml`),
    bytes: fc.tuple(xml, encoding).map(([root, how]) => buildAxml(root, { encoding: how })),
  }),
  fc.record({ name: segment.map((name) => `base/res/xml/${name}.xml`), bytes: xml.map((root) => buildProtoXml(root)) }),
  fc.record({
    name: fc.constant('resources.arsc'),
    bytes: fc.tuple(resources, encoding).map(([spec, how]) => buildArsc(spec, { encoding: how })),
  }),
  fc.record({ name: fc.constant('base/resources.pb'), bytes: resources.map((spec) => buildResourceTable(spec)) }),
  fc.record({
    name: fc.constant('assets/index.android.bundle'),
    bytes: fc.array(text, { maxLength: 12 }).map((strings) => buildHermes({ strings })),
  }),
  fc.record({
    name: segment.map((name) => `lib/arm64-v8a/lib${name}.so`),
    bytes: fc
      .record({ texts: fc.array(text, { maxLength: 6 }), names: fc.array(className, { maxLength: 3 }) })
      .map(({ texts, names }) =>
        buildElf({ texts, exports: names.map((name) => `Java_${name.replaceAll('/', '_')}_run`) }),
      ),
  }),
  fc.record({
    name: segment.map((name) => `libs/${name}.jar`),
    bytes: fc
      .array(javaClass, { maxLength: 4 })
      .map((classes) => buildZip(classes.map((bytes, i) => ({ name: `${i}.class`, bytes })))),
  }),
);

const file = fc.oneof(
  { weight: 3, arbitrary: placed },
  { weight: 1, arbitrary: fc.record({ name: segment.map((name) => `assets/${name}.bin`), bytes: dex.map(buildDex) }) },
  {
    weight: 2,
    arbitrary: fc.oneof(
      fc.record({
        name: segment.map((name) => `lib/${name}.jar`),
        bytes: dex.map((spec) => buildZip([{ name: 'classes.dex', bytes: buildDex(spec) }])),
      }),
      fc.record({ name: segment.map((name) => `res/${name}.txt`), bytes: fc.string({ maxLength: 200 }) }),
      fc.record({
        name: fc.constantFrom('resources.arsc', 'classes9.dex', 'META-INF/MANIFEST.MF'),
        bytes: fc.uint8Array({ maxLength: 100 }),
      }),
    ),
  },
);

const method = fc.constantFrom('stored' as const, 'deflated' as const);
const files = fc.array(
  fc.tuple(file, method).map(([entry, how]): ZipEntry => ({ ...entry, method: how })),
  { maxLength: 4 },
);

// A signature that does not hold is the same each time, so that the same seed makes the same app.
const signer = { identity: ecIdentity('Alice'), signature: new Uint8Array(70) };
const jarSignature = signJar([], [{ identity: signer.identity, pkcs7: new Uint8Array(70) }]);

const soundApp = fc
  .record({
    spec: fc.record({ manifest, dex: fc.array(dex, { maxLength: 4 }), files }),
    schemes: fc.constantFrom('none', 'v1', 'v2', 'v1 and v3'),
  })
  .map(({ spec, schemes }) => {
    const app = buildApk(schemes.includes('v1') ? { ...spec, files: [...spec.files, ...jarSignature] } : spec);
    if (schemes.includes('v3')) return signApk(app, { v3: [signer] });
    return schemes === 'v2' ? signApk(app, { v2: [signer] }) : app;
  });

/** Sound apps mostly, and some that are cut short or have bytes changed. */
export const anyApp: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 3, arbitrary: soundApp },
  { weight: 1, arbitrary: fc.tuple(soundApp, fc.nat()).map(([app, at]) => truncate(app, at % app.length)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(soundApp, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }))
      .map(([app, places]) => places.reduce((changed, at) => flipByte(changed, at % app.length, 1 + (at % 255)), app)),
  },
);
