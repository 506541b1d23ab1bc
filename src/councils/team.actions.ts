import type { ViewerTx } from '../platform/database/index.ts';
import { type Organisation, readOrganisation, readTeams, type Team } from './organisation.store.ts';

/** The viewer's own organisation and its teams. */
export async function readOwnOrganisation(
  tx: ViewerTx,
): Promise<{ readonly organisation: Organisation; readonly teams: readonly Team[] }> {
  const [organisation, teams] = await Promise.all([readOrganisation(tx), readTeams(tx)]);
  if (organisation === undefined) throw new Error('The viewer belongs to no organisation.');
  return { organisation, teams };
}
