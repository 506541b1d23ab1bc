import { z } from 'zod';
import { signedIn, viewerOf } from '../../access/index.ts';
import { findLabel } from '../../advice/result.rules.ts';
import { recordEvent } from '../../audit/index.ts';
import { readNightNumbers } from '../../cases/index.ts';
import { type Colleague, findPolicyInForce, listColleagues } from '../../councils/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  type Viewer,
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
  readonly told: readonly Colleague[];
  readonly leftIn: savedPage.LeftIn | null;
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
      const told =
        saved.told.length === 0
          ? []
          : await listColleagues(tx, options.keys, viewer.organisationId, saved.told);
      const nightNumbers = await readNightNumbers(tx, options, { caseId, viewer });
      const leftIn = saved.left_in.length === 0 ? null : await nameLeftIn(tx, options, viewer, saved.left_in);
      return { saved, told, leftIn, nightNumbers, tasks: await readSavedTasks(tx, caseId) };
    },
  );
  if (shown === undefined) return notFound;
  const { roles, actions } = findPolicyInForce(options, viewer).policy;
  const nameRole = (id: string) => findLabel(roles, id).toLowerCase();
  const { saved, told, leftIn, nightNumbers, tasks } = shown;
  const content = savedPage.html(
    savedPage.model({
      reference: saved.reference,
      address: `/cases/${caseId}`,
      isCase: saved.is_case,
      isDanger: saved.danger === true,
      nightNumbers,
      told: told.map(({ name }) => name),
      leftIn,
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

async function nameLeftIn(
  tx: ViewerTx,
  { keys }: RecordingOptions,
  { organisationId, staffId }: Viewer,
  leftIn: readonly string[],
): Promise<savedPage.LeftIn> {
  const colleagues = await listColleagues(tx, keys, organisationId);
  const isNamed = (id: string) => leftIn.includes(id);
  const governs = ({ roles }: Colleague) =>
    roles.includes('information-governance') && !roles.includes('administrator');
  const others = colleagues.filter((each) => each.staffId !== staffId && !isNamed(each.staffId));
  return {
    names: colleagues.filter((each) => isNamed(each.staffId)).map(({ name }) => name),
    governance: others.filter(governs).map(({ name }) => name),
  };
}
