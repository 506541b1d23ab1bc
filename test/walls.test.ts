/**
 * The walls round cases, tried on a real PostgreSQL: one database for all stories of test/walls/, because
 * making one takes longer than telling a story.
 */
import { after, before } from 'node:test';
import { tellAudit } from './walls/audit.story.ts';
import { tellCatalogue } from './walls/catalogue.story.ts';
import { tellConnections } from './walls/connections.story.ts';
import { tellHistories } from './walls/history.story.ts';
import { tellKeys } from './walls/keys.story.ts';
import { tellMatrix } from './walls/matrix.story.ts';
import { type Scene, setScene } from './walls/scene.ts';
import { tellSignIn } from './walls/sign-in.story.ts';
import { startWorld, type World } from './walls/world.ts';

let world: World;
let scene: Scene;

before(async () => {
  world = await startWorld();
  scene = await setScene(world);
});
after(() => world?.stop());

const given = () => ({ world, scene });
tellMatrix(given);
tellCatalogue(given);
tellAudit(given);
tellHistories(given);
tellConnections(given);
tellKeys(given);
tellSignIn(given);
