import { z } from 'zod';
import { signedIn, viewerOf } from '../../access/index.ts';
import { findLabel } from '../../advice/result.rules.ts';
import { recordEvent } from '../../audit/index.ts';
import { readNightNumbers } from '../../cases/index.ts';
import { findPolicyInForce, listColleagues } from '../../councils/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
} from '../../platform/http/index.ts';
import { sayDayFrom } from '../../platform/say-time.ts';
import type { RecordingOptions } from '../recording/handling/visit.ts';
import * as savedPage from './saved.page.ts';
import { readSaved, readSavedTasks, type SavedRow, type SavedTask } from './saved.store.ts';

const paramsSchema = z.object({ case: z.uuid() });

/** What somebody sees when it is saved. */
export function savedRoutes(options: RecordingOptions): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/concerns/:case/saved',
      access: signedIn('it shows its recorder what became of what they saved'),
      audit: 'concern.shown',
      handler: (request) => showSaved(options, request),
    }),
  ];
}

interface Shown {
  readonly saved: SavedRow;
  readonly told: readonly string[];
  readonly governance: savedPage.SavedModel['governance'];
  readonly nightNumbers: savedPage.SavedModel['nightNumbers'];
  readonly tasks: readonly SavedTask[];
}

async function showSaved(options: RecordingOptions, request: RouteRequest): Promise<Answer> {
  const params = paramsSchema.safeParse(request.params);
  if (!params.success) return notFound;
  const caseId = params.data.case;
  const viewer = viewerOf(request);
  const { reference } = request;
  const shown = await options.database.actAs<Shown | undefined>(
    viewer.staffId,
    (tx, found) =>
      found === undefined ? Promise.resolve() : recordEvent(tx, { verb: 'concern.shown', caseId, reference }),
    async (tx) => {
      const saved = await readSaved(tx, caseId);
      if (saved === undefined) return undefined;
      const nameAll = async (ids: readonly string[]) =>
        ids.length === 0
          ? []
          : (await listColleagues(tx, options.keys, viewer.organisationId, ids)).map(({ name }) => name);
      const told = await nameAll(saved.told);
      const nightNumbers = await readNightNumbers(tx, options, { caseId, viewer });
      const governance = saved.governance && (await nameAll(saved.governance));
      return { saved, told, governance, nightNumbers, tasks: await readSavedTasks(tx, caseId) };
    },
  );
  if (shown === undefined) return notFound;
  const { roles, actions } = findPolicyInForce(options, viewer).policy;
  const nameRole = (id: string) => findLabel(roles, id).toLowerCase();
  const { saved, told, governance, nightNumbers, tasks } = shown;
  const content = savedPage.html(
    savedPage.model({
      reference: saved.reference,
      address: `/cases/${caseId}`,
      isCase: saved.is_case,
      isDanger: saved.danger === true,
      nightNumbers,
      told,
      governance,
      receiver: nameRole(saved.receives_role),
      tasks: tasks.map(({ action, owner_role, is_own, due_at, timing }) => ({
        label: findLabel(actions, action),
        who: is_own ? null : nameRole(owner_role),
        due: due_at && (timing === 'now' ? 'now' : sayDayFrom(due_at, saved.recorded_at)),
      })),
    }),
  );
  return page({ ...options.frame, ...content });
}
