import path from 'node:path';
import { askIn, runAuditCommand } from './audit/index.ts';
import { systemClock as clock } from './platform/clock.ts';
import { readConfig } from './platform/config.ts';
import { startDatabase } from './platform/database/index.ts';
import { complain, openLog, tell } from './platform/log.ts';
import { StartUpRefusal } from './platform/refusal.ts';

/**
 * Verifies the audit, or exports it. It works beside a Rowan that serves; an export is verified without any
 * database.
 *
 * @returns the exit status
 */
export async function lookAfterAudit(args: readonly string[]): Promise<number> {
  try {
    const { database: choice, dataFolder } = readConfig(path.dirname(import.meta.dirname));
    const log = openLog(clock);
    return await runAuditCommand(args, {
      dataFolder,
      say: tell,
      withDatabase: async (work) => {
        const started = await startDatabase({ choice, dataFolder, clock, log, tell, use: 'command' });
        try {
          await started.whenReady;
          return await started.worker.withReferenceTx((tx) => work(askIn(tx)));
        } finally {
          await started.stop();
        }
      },
    });
  } catch (error) {
    if (!(error instanceof StartUpRefusal)) throw error;
    complain(error.message);
    return 2;
  }
}
