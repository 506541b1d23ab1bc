import path from 'node:path';
import { systemClock as clock } from './platform/clock.ts';
import { readConfig } from './platform/config.ts';
import { rotateMasterKey } from './platform/crypto/index.ts';
import { startDatabase } from './platform/database/index.ts';
import { complain, openLog, tell } from './platform/log.ts';
import { StartUpRefusal } from './platform/refusal.ts';

const usage = `rowan keys rotate    wraps every key under a new master key; Rowan may serve meanwhile
`;

/**
 * Looks after the keys. It works beside a Rowan that serves.
 *
 * @returns the exit status
 */
export async function lookAfterKeys(args: readonly string[]): Promise<number> {
  if (args.join(' ') !== 'rotate') {
    complain(usage);
    return 2;
  }
  const { database: choice, dataFolder } = readConfig(path.dirname(import.meta.dirname));
  const log = openLog(clock);
  try {
    const started = await startDatabase({ choice, dataFolder, clock, log, tell, use: 'command' });
    try {
      await started.whenReady;
      const { rewrapped, spoilt, wasUnfinished } = await rotateMasterKey(started.keys, dataFolder);
      tell(
        wasUnfinished
          ? `The exchange that was stopped half-way is ended: ${rewrapped} keys were left. Run it once more.`
          : `The master key is a new one, and ${rewrapped} keys are wrapped under it.`,
      );
      if (spoilt > 0) tell(`${spoilt} keys do not open: their rows were changed. The old master key stays.`);
      tell(
        'Keep a copy of master.key where no database or back-up is; the copy of before opens old back-ups.',
      );
      return spoilt === 0 ? 0 : 1;
    } finally {
      await started.stop();
    }
  } catch (error) {
    if (!(error instanceof StartUpRefusal)) throw error;
    complain(error.message);
    return 2;
  }
}
