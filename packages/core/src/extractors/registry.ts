/** The places we look, in order. */
import { dex } from './dex.js';
import type { Extractor } from './extractor.js';

export const extractors: readonly Extractor[] = [dex];
