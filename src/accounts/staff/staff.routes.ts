import { viewerOf } from '../../access/index.ts';
import {
  type Account,
  addStaff,
  addTeam,
  findSame,
  HOURS_OF_A_WAY_IN,
  makeWayIn,
  prepareStaff,
  sayLeaving,
} from '../../councils/index.ts';
import type { ActTx } from '../../platform/database/index.ts';
import { page } from '../../platform/html/index.ts';
import {
  type Answer,
  answerForm,
  defineRoute,
  notFound,
  type Route,
  type RouteRequest,
  redirect,
} from '../../platform/http/index.ts';
import { makeId } from '../../platform/ids.ts';
import { hasOwnSignIn, takesWaysIn } from '../../signing-in/index.ts';
import { listChoices, readStaffing, type Staffing, type StaffNeeds } from './account.actions.ts';
import { administrators, showsNoCase } from './administrators.ts';
import * as newAccountPage from './new-account.page.ts';
import { nothingTyped } from './show-account-form.ts';
import {
  checkAccount,
  judgeTeam,
  readSignInName,
  readTypedAccount,
  readTypedTeam,
  toWanted,
} from './staff.forms.ts';
import * as staffListPage from './staff-list.page.ts';
import * as wayInMadePage from './way-in-made.page.ts';

/** Who works here, and in which teams. */
export function staffRoutes(needs: StaffNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/staff',
      access: administrators,
      audit: showsNoCase,
      handler: (request) => showStaff(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/staff/teams',
      access: administrators,
      audit: 'team.added',
      stepUp: true,
      handler: (request) => takeTeam(needs, request),
    }),
    defineRoute({
      method: 'GET',
      path: '/staff/new',
      access: administrators,
      audit: showsNoCase,
      stepUp: true,
      handler: (request) => showNew(needs, request, { typed: nothingTyped, errors: {}, same: null }),
    }),
    defineRoute({
      method: 'POST',
      path: '/staff/new',
      access: administrators,
      audit: 'staff.added',
      stepUp: true,
      handler: (request) => takeNew(needs, request),
    }),
  ];
}

type SentTeam = Pick<staffListPage.StaffListModel, 'typed' | 'errors'>;

async function showStaff(needs: StaffNeeds, request: RouteRequest, sent?: SentTeam): Promise<Answer> {
  const { staffId } = viewerOf(request);
  const read = await needs.database.readAs(staffId, (tx) => readStaffing(tx, needs, request));
  const { accounts, teams } = read;
  const linkTo = ({ staffId: id, name }: Account) => ({ href: `/staff/${id}`, name });
  const model = staffListPage.model(
    {
      teams: teams.map(({ teamId, name }) => ({
        name,
        people: accounts
          .filter((account) => account.teamId === teamId && !account.isGone)
          .map((account) => ({ ...linkTo(account), says: describe(account, read) })),
      })),
      gone: accounts.filter(({ isGone }) => isGone).map(linkTo),
      services: listServices(read),
    },
    sent,
  );
  const drawn = page({ ...needs.frame, ...staffListPage.html(model) });
  return answerForm(drawn, sent !== undefined);
}

function describe(account: Account, { roles }: Staffing): string {
  const labels = account.roles.map((id) => roles.find((role) => role.id === id)?.label ?? id);
  return [labels.join(', '), sayLeaving(account) ?? ''].filter((part) => part !== '').join('. ');
}

/** What the council's policy calls a service. */
function listServices({ policy: { policy } }: Staffing) {
  return policy.facts.find(({ id }) => id === 'service')?.values ?? [];
}

async function takeTeam(needs: StaffNeeds, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const typed = readTypedTeam(request.body);
  const name = typed.name.trim();
  const added = await needs.database.actAs(
    viewer.staffId,
    async () => {},
    async (tx) => {
      const read = await readStaffing(tx, needs, request);
      const isService = listServices(read).some(({ id }) => id === typed.service);
      const isThere = read.teams.some((team) => team.name.toLowerCase() === name.toLowerCase());
      const wrong = judgeTeam(name) ?? (isThere ? 'There is a team of this name' : undefined);
      const errors = {
        ...(wrong !== undefined && { name: wrong }),
        ...(!isService && { service: 'Choose a service' }),
      };
      if (Object.keys(errors).length > 0) return errors;
      const { organisationId } = viewer;
      await addTeam(tx, { teamId: makeId(needs.clock), organisationId, ...typed, name }, request.reference);
      return undefined;
    },
  );
  return added === undefined ? redirect('/staff') : showStaff(needs, request, { typed, errors: added });
}

type SentAccount = Omit<newAccountPage.NewAccountModel, 'choices'>;

async function showNew(needs: StaffNeeds, request: RouteRequest, sent: SentAccount): Promise<Answer> {
  const read = await needs.database.readAs(viewerOf(request).staffId, (tx) =>
    readStaffing(tx, needs, request),
  );
  const drawn = page({
    ...needs.frame,
    ...newAccountPage.html(newAccountPage.model({ ...sent, choices: listChoices(read) })),
  });
  return answerForm(drawn, Object.keys(sent.errors).length > 0);
}

/** Who signs in by the council's own sign-in is known there by their address. */
const byEmail = 'by e-mail';
const wantsEmail = 'Enter the e-mail address by which the council’s own sign-in knows them';

/** Looks for whoever is here already, then adds them, and makes the way in that they choose a password by. */
async function takeNew(needs: StaffNeeds, request: RouteRequest): Promise<Answer> {
  const viewer = viewerOf(request);
  const typed = readTypedAccount(request.body);
  const wanted = toWanted(typed);
  const staffId = makeId<'viewer'>(needs.clock);
  const key = await needs.keys.keyFor(viewer.organisationId);
  const { managerId, email, ...others } = wanted;
  const signIn = readSignInName(typed);
  const person = { ...others, staffId, signIn };
  const ready = await prepareStaff(key, {
    ...person,
    ...(email && { email }),
    ...(managerId && { managerId }),
  });
  const byLink =
    needs.ways.passwords ||
    (takesWaysIn(needs.ways, viewer.council) && !hasOwnSignIn(needs.ways, viewer.council));
  const add = async (tx: ActTx) => {
    const read = await readStaffing(tx, needs, request);
    const wrong = checkAccount(typed, listChoices(read), true);
    const isSought = wrong.signIn === undefined && wrong.email === undefined;
    const same = isSought ? await describeSame(tx, read, signIn, email) : undefined;
    const errors = {
      ...wrong,
      ...(!byLink && email === undefined && { email: wantsEmail }),
      ...same?.errors,
    };
    if (Object.keys(errors).length > 0) return { errors, same: same?.same ?? null };
    await addStaff(tx, viewer, ready, request.reference);
    return byLink ? makeWayIn(tx, read.hands, staffId) : byEmail;
  };
  const done = await needs.database.actAs(viewer.staffId, async () => {}, add).catch(nameTaken);
  if (done === undefined) return notFound;
  if (done === byEmail) return redirect(`/staff/${staffId}`);
  if (typeof done !== 'string') return showNew(needs, request, { typed, ...done });
  return showWayIn(needs, request, { staffId, name: wanted.name, signIn }, done);
}

async function describeSame(
  tx: ActTx,
  { hands, accounts }: Staffing,
  signIn: string,
  email: string | undefined,
) {
  const { bySignIn, byEmail } = await findSame(tx, hands, { signIn, email });
  const same = accounts.find(({ staffId }) => staffId === (bySignIn ?? byEmail));
  if (same === undefined) return undefined;
  const errors = {
    ...(bySignIn && { signIn: 'Somebody has this sign-in name' }),
    ...(byEmail && { email: 'Somebody has this e-mail address' }),
  };
  return { errors, same: { href: `/staff/${same.staffId}`, name: same.name } };
}

/** Somebody at another council of the partnership has it. */
function nameTaken(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== '23505') throw error;
  return { errors: { signIn: 'This sign-in name is taken' }, same: null };
}

/** The one page on which a way in is to be seen. */
export function showWayIn(
  { frame, publicOrigin, ways }: StaffNeeds,
  { headers }: RouteRequest,
  { staffId, name, signIn }: Pick<Account, 'staffId' | 'name' | 'signIn'>,
  token: string,
): Answer {
  const address = `${publicOrigin ?? `http://${headers.host}`}/way-in/${token}`;
  const shown = {
    name,
    signIn,
    address,
    hours: HOURS_OF_A_WAY_IN,
    back: `/staff/${staffId}`,
    passwords: ways.passwords,
  };
  return page({ ...frame, ...wayInMadePage.html(wayInMadePage.model(shown)) });
}
