/** Opening an input as whatever container it is. */
import { ScanError } from '../errors.js';
import { type AppSource, inSeveralFiles } from '../source/app-source.js';
import type { ByteSource } from '../source/byte-source.js';
import { headBytes, type InputFile, type OpenedApp } from './container.js';
import { notAnApp } from './not-apps.js';
import { type Opening, openZip } from './opening.js';
import { containers } from './registry.js';
import { openSplitFiles } from './split-set.js';
import { shapeOf } from './zip-shape.js';

/**
 * Opens the input with the first container that knows it; what is odd about it goes to `report`.
 * @throws ScanError `input/empty`, `input/not-an-app`, or what the container throws
 */
export async function openApp(input: AppSource, opening: Opening): Promise<OpenedApp> {
  if (inSeveralFiles(input)) return openSplitFiles(input, opening);
  const file = await lookAt(input, opening);
  for (const container of containers) {
    const app = await container.open(file, opening);
    if (app) return app;
  }
  throw notAnApp(file);
}

async function lookAt(source: ByteSource, opening: Opening): Promise<InputFile> {
  if (source.size === 0) {
    throw new ScanError('input/empty', 'Expected an Android app; the input has 0 bytes.', {
      advice: 'Check that the download or copy was completed.',
    });
  }
  const head = await source.read(0, headBytes);
  const archive = await openZip(source, head, opening);
  return { source, head, zip: archive && { archive, shape: shapeOf(archive.entries) } };
}
