/** Property tests draw the same inputs on every run, so that a red build can be run again. FC_SEED=7 draws others. */
import fc from 'fast-check';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['FC_SEED'] ?? 1) });
