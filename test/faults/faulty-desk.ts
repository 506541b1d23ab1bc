import { openKeys } from '../../src/platform/crypto/index.ts';
import { openDatabase } from '../../src/platform/database/transactions.ts';
import { openLog } from '../../src/platform/log.ts';
import { openPartnership } from '../casework/partnership.ts';
import { type Desk, openDesk } from '../casework/recording-desk.ts';
import { addressOf } from '../start-up/rowan.ts';
import { type FaultyLine, makePlan, openFaultyLine, type Plan } from './faulty-line.ts';
import { openCamera } from './snapshot.ts';

/** The pages of Rowan over a partnership whose lines to both of its databases can be made to fail. */
export interface FaultyDesk {
  readonly desk: Desk;
  readonly plan: Plan;
  readonly line: FaultyLine;
  readonly camera: Awaited<ReturnType<typeof openCamera>>;
  stop(): Promise<void>;
}

/** Sooner than in life, where it has to be longer than a statement may take. */
const ANSWER_WITHIN_MS = 3000;

export async function openFaultyDesk(): Promise<FaultyDesk> {
  const scene = await openPartnership();
  const { dataFolder, clock } = scene;
  const plan = makePlan();
  const address = addressOf(dataFolder, 'rowan_app');
  const line = await openFaultyLine(Number(new URL(address).port), plan);
  const through = (role: string, name: string) => {
    const url = new URL(addressOf(dataFolder, role, name));
    url.port = String(line.port);
    return { connectionString: String(url), query_timeout: ANSWER_WITHIN_MS };
  };
  const log = openLog(clock, () => {});
  const database = openDatabase(through('rowan_app', 'rowan'), log);
  const keys = openKeys({ connection: through('rowan_keeper', 'rowan_keys'), dataFolder, clock, log });
  const desk = await openDesk(undefined, { ...scene, started: { ...scene.started, database }, keys });
  const camera = await openCamera(addressOf(dataFolder, 'rowan_administrator'));
  return {
    desk,
    plan,
    line,
    camera,
    stop: async () => {
      await camera.close();
      await desk.app.close();
      await Promise.all([database.close(), keys.close()]);
      await line.close();
      await scene.stop();
    },
  };
}
