/** The version of bundletool that a bundle states. */
import { buildBundleConfig, protoField, truncate } from '@trackerscope/testkit';
import { expect, it } from 'vitest';
import { readBundletoolVersion } from '../../../src/binary/proto/read-bundle-config.js';
import type { Code } from '../../../src/errors.js';

function read(bytes: Uint8Array): { version: string | null; codes: Code[] } {
  const codes: Code[] = [];
  return { version: readBundletoolVersion(bytes, ({ code }) => codes.push(code), 'BundleConfig.pb'), codes };
}

it('is read', () => {
  expect(read(buildBundleConfig('1.15.6'))).toEqual({ version: '1.15.6', codes: [] });
});

it('is missing where the file states none', () => {
  expect(read(protoField(3, 'something else'))).toEqual({ version: null, codes: [] });
  expect(read(new Uint8Array(0))).toEqual({ version: null, codes: [] });
});

it('is missing where the file is cut inside of it', () => {
  expect(read(truncate(buildBundleConfig('1.15.6'), 7))).toEqual({ version: null, codes: ['proto/truncated'] });
});
