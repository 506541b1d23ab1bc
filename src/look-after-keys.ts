import { type Rotation, rotateMasterKey } from './platform/crypto/index.ts';
import { complain, tell } from './platform/log.ts';
import { sayRefusal, withDatabase } from './with-database.ts';

const usage = `rowan keys rotate           wraps every key under a new master key; Rowan may serve meanwhile
rowan keys rotate --to-file  the same, and the new one is kept in the file: to leave a key service
`;

/**
 * Looks after the keys. It works beside a Rowan that serves.
 *
 * @returns the exit status
 */
export function lookAfterKeys(args: readonly string[]): Promise<number> {
  if (args.join(' ') === 'rotate') return sayRefusal(() => rotate());
  if (args.join(' ') === 'rotate --to-file') return sayRefusal(() => rotate('file'));
  complain(usage);
  return Promise.resolve(2);
}

function rotate(into?: Rotation['keptBy']): Promise<number> {
  return withDatabase('command', async ({ keys }, { dataFolder, keyService }) => {
    const done = await rotateMasterKey(keys, { dataFolder, keyService }, into);
    const { rewrapped, spoilt } = done;
    tell(
      done.wasUnfinished
        ? `The exchange that was stopped half-way is ended: ${rewrapped} keys were left. Run it once more.`
        : `The master key is a new one, and ${rewrapped} keys are wrapped under it.`,
    );
    if (spoilt > 0) tell(`${spoilt} keys do not open: their rows were changed. The old master key stays.`);
    tell(ADVICE[done.keptBy]);
    return spoilt === 0 ? 0 : 1;
  });
}

const ADVICE: Readonly<Record<Rotation['keptBy'], string>> = {
  file: 'Keep a copy of master.key where no database or back-up is; the copy of before opens old back-ups.',
  service:
    'The key service keeps it. A master.key in the data folder opens old back-ups alone: take it to where ' +
    'its copies are.',
};
