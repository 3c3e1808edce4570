/** Real apps read the same from protocol buffers as from the binary forms that they were converted from. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readResources } from '../../../src/binary/arsc/read-resources.js';
import { isProtoXml } from '../../../src/binary/proto/is-proto-xml.js';
import { defaultLimits } from '../../../src/limits.js';
import { toXml as axmlToXml } from '../axml/to-xml.js';
import { entryOf, inProtoForm, noAapt2, open } from './aapt2.js';
import { resources, strings, toXml } from './read.js';

const corpus = new URL('../../../../../test/node_modules/', import.meta.url);

describe.each([
  ['android-apidemos/apks/ApiDemos-debug.apk', 2459],
  ['io.appium.settings/apks/settings_apk-debug.apk', 190],
  ['@devicefarmer/stf/vendor/STFService/STFService.apk', 145],
  ['@devicefarmer/minicap-prebuilt/prebuilt/noarch/minicap.apk', 1451],
])('%s', (path, values) => {
  const file = fileURLToPath(new URL(path, corpus));

  it('has the same manifest, to the letter', { timeout: 60_000 }, async (test) => {
    if (noAapt2 !== null) test.skip(noAapt2);
    const binary = await entryOf(await open(readFileSync(file)), 'AndroidManifest.xml');
    const proto = await entryOf(await open(inProtoForm(file)), 'AndroidManifest.xml');
    expect([isProtoXml(proto.subarray(0, 8)), isProtoXml(binary.subarray(0, 8))]).toEqual([true, false]);
    expect(toXml(proto)).toEqual(axmlToXml(binary));
  });

  it(`has the same text for each of ${values} resources with one value`, { timeout: 60_000 }, async (test) => {
    if (noAapt2 !== null) test.skip(noAapt2);
    const binary = await entryOf(await open(readFileSync(file)), 'resources.arsc');
    const proto = await entryOf(await open(inProtoForm(file)), 'resources.pb');
    const arsc = readResources(binary, defaultLimits, () => {}, 'resources.arsc');
    const { lookup, codes } = resources(proto);
    expect(codes).toEqual([]);
    const texts: string[] = [];
    for (let id = 0x7f010000; id < 0x7f200000; id += (id & 0xffff) === 0x0fff ? 0xf001 : 1) {
      const text = arsc.lookup(id);
      expect(lookup(id), id.toString(16)).toBe(text);
      if (text !== null) texts.push(text);
    }
    expect(texts).toHaveLength(values);
    const { texts: listed, codes: none } = strings(proto);
    expect(none).toEqual([]);
    // Nothing is looked up as text, and is no path or number, that is not listed.
    const known = new Set(listed);
    expect(texts.filter((text) => /\s/.test(text) && !known.has(text))).toEqual([]);
  });
});
