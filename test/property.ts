import fc from 'fast-check';

/** One seed for the whole run, printed at its start: `SEED=… npm test -- <file>` repeats what failed. */
if (process.env['SEED'] !== undefined) fc.configureGlobal({ seed: Number(process.env['SEED']) });

export { fc };
