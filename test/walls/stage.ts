import type { Scene } from './scene.ts';
import type { World } from './world.ts';

/** The one world that all stories of this folder are told in; test/walls.test.ts sets it up. */
interface Stage {
  readonly world: World;
  readonly scene: Scene;
}

let current: Stage | undefined;

export function setStage(stage: Stage): void {
  current = stage;
}

/** What is on the stage. Only inside a story: while stories are being listed nothing is there yet. */
export function given(): Stage {
  if (current === undefined)
    throw new Error('The world of the walls has not been set up: run test/walls.test.ts.');
  return current;
}
