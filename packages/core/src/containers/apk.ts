/** Container `apk`: one ZIP archive with a manifest and DEX files at its root. */
import { isScanError } from '../errors.js';
import { beginsWith } from '../magic.js';
import type { Container } from './container.js';

export const apk: Container = {
  id: 'apk',
  async open(source, platform, limits) {
    try {
      const archive = await platform.openArchive(source, '', limits);
      return { kind: 'apk', parts: [{ path: '', archive, source }] };
    } catch (error) {
      // What begins like a ZIP and has no end is a broken APK; anything else without an end is no APK at all.
      const cutShort = beginsWith(await source.read(0, 4), 'zip');
      if (isScanError(error) && error.code === 'zip/no-end-record' && !cutShort) return null;
      throw error;
    }
  },
};
