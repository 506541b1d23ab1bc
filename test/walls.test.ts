/**
 * The walls round cases, tried on a real PostgreSQL: one database for all stories of test/walls/, because
 * making one takes longer than telling a story.
 */
import { after, before, describe } from 'node:test';
import { setScene } from './walls/scene.ts';
import { setStage } from './walls/stage.ts';
import { startWorld, type World } from './walls/world.ts';

// The stories stand in one frame, whose end is told when the last of them is: the end of a file is told only
// once nothing is open any more, and the database is.
describe('the walls', async () => {
  let world: World;

  before(async () => {
    world = await startWorld();
    setStage({ world, scene: await setScene(world) });
  });
  after(() => world?.stop());

  await import('./walls/matrix.story.ts');
  await import('./walls/catalogue.story.ts');
  await import('./walls/audit.story.ts');
  await import('./walls/history.story.ts');
  await import('./walls/connections.story.ts');
  await import('./walls/keys.story.ts');
  await import('./walls/key-service.story.ts');
  await import('./walls/renewing.story.ts');
  await import('./walls/renewing-misuse.story.ts');
  await import('./walls/renewing-while-serving.story.ts');
  await import('./walls/sign-in.story.ts');
  await import('./walls/accounts.story.ts');
  await import('./walls/own-password.story.ts');
  await import('./walls/passkeys.story.ts');
  await import('./walls/joiners.story.ts');
  await import('./walls/leavers.story.ts');
  await import('./walls/people.story.ts');
  await import('./walls/forms.story.ts');
  await import('./walls/http.story.ts');
  await import('./walls/canaries.story.ts');
  await import('./walls/routes.story.ts');
  // The last of all: what is sent wears the world out.
  await import('./walls/fuzz.story.ts');
});
