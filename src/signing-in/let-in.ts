import type { KeyStore } from '../platform/crypto/index.ts';
import type { Database } from '../platform/database/index.ts';
import { type PageFrame, page } from '../platform/html/index.ts';
import { type Answer, type RouteRequest, redirect, withHeaders } from '../platform/http/index.ts';
import { takeLeftPage } from './errands/left-page.actions.ts';
import type { Onward } from './errands/onward.forms.ts';
import * as unsentPage from './errands/unsent.page.ts';
import { readSessionCookie, setSessionCookie } from './sessions/session-cookie.ts';
import { type SignInOutcome, signOut } from './sign-in.actions.ts';
import { explainWait, type SignInModel, wrong, wrongPasskey } from './sign-in.page.ts';

interface LettingIn {
  readonly database: Database;
  readonly keys: KeyStore;
  readonly publicOrigin: string | undefined;
  readonly frame: PageFrame;
}

/** The page to sign in on, once more. */
export type DrawSignIn = (typed: Partial<SignInModel>, status: number) => Answer;

/** What somebody is answered who tried to show who they are; what they typed otherwise is kept. */
export function answerOutcome(
  needs: LettingIn,
  request: RouteRequest,
  outcome: SignInOutcome,
  { sent, draw }: { readonly sent: Partial<SignInModel>; readonly draw: DrawSignIn },
): Answer | Promise<Answer> {
  if (outcome.kind === 'accepted') return letIn(needs, request, outcome, sent.onward);
  if (outcome.kind === 'refused')
    return draw({ ...sent, problem: sent.isByPasskey ? wrongPasskey : wrong }, 422);
  const wait = draw({ ...sent, problem: explainWait(outcome.seconds) }, 429);
  return withHeaders(wait, { 'retry-after': String(outcome.seconds) });
}

/**
 * Whoever was found to be somebody, whichever way, has a session now, and goes on where they were going. What
 * another typed on the same machine is not shown to them.
 */
export async function letIn(
  needs: LettingIn,
  { headers, reference }: RouteRequest,
  { token, staffId }: { readonly token: string; readonly staffId: string },
  onward: Onward | undefined,
): Promise<Answer> {
  const { database, publicOrigin } = needs;
  const before = readSessionCookie(headers.cookie, publicOrigin);
  if (before !== undefined) await signOut(database, before, reference);
  const isAnothers = onward?.whose !== undefined && onward.whose !== staffId;
  const next = await goOn(needs, token, isAnothers ? undefined : onward);
  return withHeaders(next, { 'set-cookie': setSessionCookie(token, publicOrigin) });
}

/** Back to what was asked for, or was left; a form is shown once more before it is sent. */
async function goOn(needs: LettingIn, token: string, onward: Onward | undefined): Promise<Answer> {
  if (onward !== undefined && hasForm(onward)) return showUnsent(needs, onward);
  const left = await takeLeftPage(needs, token);
  if (left?.unsent && hasForm(left.unsent)) return showUnsent(needs, { ...left.unsent, leftOn: left.page });
  return redirect(onward?.to ?? left?.page ?? '/');
}

const hasForm = ({ fields }: Onward) => Object.keys(fields).length > 0;

function showUnsent({ frame }: LettingIn, unsent: unsentPage.UnsentModel): Answer {
  return page({ ...frame, ...unsentPage.html(unsentPage.model(unsent)) });
}
