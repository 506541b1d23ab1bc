import { viewerOf } from '../../access/index.ts';
import {
  changeAccount,
  findSame,
  leadsStill,
  owesWork,
  readEmailOf,
  sayLeaving,
} from '../../councils/index.ts';
import type { ActTx, ViewerTx } from '../../platform/database/index.ts';
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
import { hasOwnSignIn, mayUsePasskeys, passkeys, takesWaysIn } from '../../signing-in/index.ts';
import { describeChanges, listChoices, type StaffNeeds } from './account.actions.ts';
import * as accountPage from './account.page.ts';
import { administrators, showsNoCase } from './administrators.ts';
import { type Found, findAccount } from './find-account.ts';
import { type AccountErrors, checkAccount, readTypedAccount, toWanted } from './staff.forms.ts';

/** One account, and what somebody is. */
export function accountPageRoutes(needs: StaffNeeds): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/staff/:person',
      access: administrators,
      audit: showsNoCase,
      handler: (request) => showAccount(needs, request),
    }),
    defineRoute({
      method: 'POST',
      path: '/staff/:person',
      access: administrators,
      audit: 'staff.changed',
      stepUp: true,
      handler: (request) => takeChanges(needs, request),
    }),
  ];
}

async function showAccount(
  needs: StaffNeeds,
  request: RouteRequest,
  errors?: AccountErrors,
): Promise<Answer> {
  const model = await needs.database.readAs(viewerOf(request).staffId, async (tx) => {
    const found = await findAccount(tx, needs, request);
    return (
      found && { ...(await describe(tx, found, request, errors)), ...(await describeWays(tx, needs, found)) }
    );
  });
  if (model === undefined) return notFound;
  const drawn = page({ ...needs.frame, ...accountPage.html(accountPage.model(model)) });
  return answerForm(drawn, errors !== undefined);
}

async function describe(
  tx: ViewerTx,
  found: Found,
  { body }: RouteRequest,
  errors: AccountErrors | undefined,
): Promise<Omit<accountPage.AccountModel, 'wayIn' | 'signsInBy'>> {
  const { account, hands, isOwn } = found;
  const { staffId, name, signIn, teamId, managerId, roles, isGone } = account;
  const email = await readEmailOf(tx, hands, staffId);
  const kept = { name, signIn, email, team: teamId, manager: managerId ?? '', roles };
  return {
    here: `/staff/${staffId}`,
    typed: errors === undefined ? kept : { ...readTypedAccount(body), signIn },
    errors: errors ?? {},
    choices: listChoices(found, account),
    isOwn,
    isGone,
    leaving: sayLeaving(account),
    owes: account.leftOn !== null && (await owesWork(tx, staffId)),
    changes: await describeChanges(tx, found, account),
  };
}

/** How somebody signs in, as far as an administrator knows it; and what a way in is good for. */
async function describeWays(
  tx: ViewerTx,
  { ways }: StaffNeeds,
  { account, hands }: Found,
): Promise<Pick<accountPage.AccountModel, 'wayIn' | 'signsInBy'>> {
  const { council } = hands.viewer;
  const { hasPassword, hasPasskey } = await passkeys.readWaysOf(tx, account.staffId);
  const wayIn = ways.passwords ? 'password' : 'passkey';
  const signsInBy = [
    ...(hasOwnSignIn(ways, council) ? ['the council’s own sign-in'] : []),
    ...(hasPassword && ways.passwords ? ['a password'] : []),
    ...(hasPasskey && mayUsePasskeys(ways, council) ? ['a passkey'] : []),
  ];
  return { wayIn: takesWaysIn(ways, council) ? wayIn : null, signsInBy };
}

async function takeChanges(needs: StaffNeeds, request: RouteRequest): Promise<Answer> {
  const change = async (tx: ActTx) => {
    const found = await findAccount(tx, needs, request);
    if (found === undefined || found.account.isGone) return undefined;
    const errors = await applyChanges(tx, found, request);
    return { errors, staffId: found.account.staffId };
  };
  const done = await needs.database.actAs(viewerOf(request).staffId, async () => {}, change);
  if (done === undefined) return notFound;
  const hasErrors = Object.keys(done.errors).length > 0;
  return hasErrors ? showAccount(needs, request, done.errors) : redirect(`/staff/${done.staffId}`);
}

/** What keeps it from being changed; nothing where it was. */
async function applyChanges(tx: ActTx, found: Found, { body }: RouteRequest): Promise<AccountErrors> {
  const { account, hands, isOwn } = found;
  const typed = readTypedAccount(body);
  const wanted = toWanted(typed);
  const { byEmail } = await findSame(tx, hands, { ...account, email: wanted.email });
  const errors = {
    ...checkAccount(typed, listChoices(found, account), false),
    ...(byEmail !== undefined &&
      byEmail !== account.staffId && { email: 'Somebody else has this e-mail address' }),
    ...((await leadsInVain(tx, found, wanted.teamId)) && { team: stillLeads }),
  };
  if (Object.keys(errors).length > 0) return errors;
  await changeAccount(tx, hands, account, { ...wanted, roles: isOwn ? undefined : wanted.roles });
  return {};
}

const stillLeads = 'They still have work that nobody in this team ever leads. It is handed on first';

/** Whether somebody would come to a team of which nobody ever leads a case, and leads one. */
async function leadsInVain(tx: ActTx, found: Found, teamId: string): Promise<boolean> {
  const { account, teams, organisation } = found;
  const service = teams.find((team) => team.teamId === teamId)?.service ?? '';
  const neverLeads = teamId !== account.teamId && organisation.neverLeadsServices.includes(service);
  return neverLeads && (await leadsStill(tx, account.staffId));
}
