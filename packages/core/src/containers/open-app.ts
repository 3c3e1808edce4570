/** Opening an input as whatever container it is. */
import { ScanError } from '../errors.js';
import type { Limits } from '../limits.js';
import { describeBytes } from '../magic.js';
import type { Platform } from '../platform.js';
import type { ByteSource } from '../source/byte-source.js';
import type { OpenedApp } from './container.js';
import { containers } from './registry.js';

/**
 * Opens the input with the first container that knows it.
 * @throws ScanError `input/empty`, `input/not-an-app`, or what the container throws
 */
export async function openApp(source: ByteSource, platform: Platform, limits: Limits): Promise<OpenedApp> {
  if (source.size === 0) {
    throw new ScanError('input/empty', 'Expected an Android app; the input has 0 bytes.', {
      advice: 'Check that the download or copy was completed.',
    });
  }
  for (const container of containers) {
    const app = await container.open(source, platform, limits);
    if (app) return app;
  }
  const beginning = describeBytes(await source.read(0, 16));
  throw new ScanError(
    'input/not-an-app',
    `Expected an Android app (APK, a ZIP archive); found ${source.size} bytes that begin with ${beginning}.`,
    {
      advice: 'Give an .apk file; other kinds are not read yet.',
    },
  );
}
