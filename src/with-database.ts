import path from 'node:path';
import { systemClock as clock } from './platform/clock.ts';
import { type Config, readConfig } from './platform/config.ts';
import { KeyServiceAway } from './platform/crypto/index.ts';
import { type StartedDatabase, startDatabase } from './platform/database/index.ts';
import { complain, openLog, tell } from './platform/log.ts';
import { StartUpRefusal } from './platform/refusal.ts';

/**
 * Lends a command the database that the settings choose.
 *
 * @param use whether it works beside a Rowan that serves, or stands alone
 */
export async function withDatabase<Value>(
  use: 'application' | 'command',
  work: (started: StartedDatabase, config: Config) => Promise<Value>,
): Promise<Value> {
  const config = readConfig(path.dirname(import.meta.dirname));
  const { database: choice, dataFolder } = config;
  const started = await startDatabase({ choice, dataFolder, clock, log: openLog(clock), tell, use });
  try {
    await started.whenReady;
    return await work(started, config);
  } finally {
    await started.stop();
  }
}

/** Says why a command is refused, in its sentence: its exit status is 2 then. */
export async function sayRefusal(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (!(error instanceof StartUpRefusal) && !(error instanceof KeyServiceAway)) throw error;
    complain(error.message);
    return 2;
  }
}
