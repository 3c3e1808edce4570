/** Container `apk`: one ZIP archive with a manifest and DEX files at its root; and any ZIP that is nothing else. */
import { singleEntryArchive } from '../archive/single-entry.js';
import { isDex } from '../binary/dex/header.js';
import type { AppPart, Container } from './container.js';

export const apk: Container = {
  id: 'apk',
  open({ source, head, zip }) {
    if (zip === null) return null;
    const parts: AppPart[] = [{ path: '', archive: zip.archive, source }];
    // A file that begins as a DEX and ends as an APK was run as the one and verified as the other (CVE-2017-13156, "Janus").
    if (isDex(head)) parts.push({ path: '', archive: singleEntryArchive(source, '(before the archive)'), source });
    return { kind: 'apk', parts };
  },
};
