/** The kinds of signature, in the order in which they are compiled. */
import { code } from './code.js';
import { network } from './network.js';
import type { SignatureKind } from './signature-kind.js';

export const signatureKinds: readonly SignatureKind[] = [code, network];
