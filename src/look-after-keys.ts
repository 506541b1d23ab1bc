import { rotateMasterKey } from './platform/crypto/index.ts';
import { complain, tell } from './platform/log.ts';
import { sayRefusal, withDatabase } from './with-database.ts';

const usage = `rowan keys rotate    wraps every key under a new master key; Rowan may serve meanwhile
`;

/**
 * Looks after the keys. It works beside a Rowan that serves.
 *
 * @returns the exit status
 */
export function lookAfterKeys(args: readonly string[]): Promise<number> {
  if (args.join(' ') === 'rotate') return sayRefusal(rotate);
  complain(usage);
  return Promise.resolve(2);
}

function rotate(): Promise<number> {
  return withDatabase('command', async ({ keys }, dataFolder) => {
    const { rewrapped, spoilt, wasUnfinished } = await rotateMasterKey(keys, dataFolder);
    tell(
      wasUnfinished
        ? `The exchange that was stopped half-way is ended: ${rewrapped} keys were left. Run it once more.`
        : `The master key is a new one, and ${rewrapped} keys are wrapped under it.`,
    );
    if (spoilt > 0) tell(`${spoilt} keys do not open: their rows were changed. The old master key stays.`);
    tell('Keep a copy of master.key where no database or back-up is; the copy of before opens old back-ups.');
    return spoilt === 0 ? 0 : 1;
  });
}
