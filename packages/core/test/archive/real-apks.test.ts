/** Both readers on APKs that people install. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { openNode, openPortable } from './open.js';

const corpus = createRequire(new URL('../../../../test/package.json', import.meta.url));

describe.each([
  ['android-apidemos/apks/ApiDemos-debug.apk', 880],
  ['@devicefarmer/minicap-prebuilt/prebuilt/noarch/minicap.apk', 695],
])('%s', (path, count) => {
  it(`gives the same bytes of ${count} entries from both readers, and jszip reads it itself`, async () => {
    const bytes = await readFile(corpus.resolve(path));
    const [portable, node] = [await openPortable(bytes), await openNode(bytes)];
    expect(portable.diagnostics).toEqual([]);
    expect(node.diagnostics).toEqual([]);
    const digests = async (archive: typeof node) => {
      const list: string[] = [];
      for (const entry of archive.entries) {
        const { bytes: content } = await archive.read(entry, 2 ** 28);
        list.push(`${entry.name} ${content.length} ${createHash('sha256').update(content).digest('hex')}`);
      }
      return list;
    };
    expect(await digests(portable)).toEqual(await digests(node));
    expect(node.entries.length).toBe(count);
  });
});
