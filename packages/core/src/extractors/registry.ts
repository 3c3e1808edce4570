/** The places we look, in order. */
import { classFile } from './class-file.js';
import { classList } from './class-list.js';
import { dex } from './dex.js';
import { dexdumpListing } from './dexdump-listing.js';
import { dotnet } from './dotnet.js';
import type { Extractor } from './extractor.js';
import { flutter } from './flutter.js';
import { hermes } from './hermes.js';
import { listedClasses } from './listed-classes.js';
import { manifest } from './manifest.js';
import { nativeLibrary } from './native-library.js';
import { resourceStrings } from './resource-strings.js';
import { text } from './text.js';
import { unity } from './unity.js';
import { versions } from './versions.js';

export const extractors: readonly Extractor[] = [
  dex,
  dexdumpListing,
  classFile,
  classList,
  listedClasses,
  manifest,
  resourceStrings,
  text,
  hermes,
  nativeLibrary,
  dotnet,
  unity,
  flutter,
  versions,
];
