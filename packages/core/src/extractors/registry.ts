/** The places we look, in order. */
import { classFile } from './class-file.js';
import { dex } from './dex.js';
import { dexdumpListing } from './dexdump-listing.js';
import type { Extractor } from './extractor.js';
import { manifest } from './manifest.js';
import { nativeLibrary } from './native-library.js';

export const extractors: readonly Extractor[] = [dex, dexdumpListing, classFile, manifest, nativeLibrary];
