import { adviseEach, planQuestions } from '../../advice/asking.rules.ts';
import { describeCouncil } from '../../advice/index.ts';
import { putQuestion } from '../../advice/question.rules.ts';
import { describeResult } from '../../advice/result.rules.ts';
import { beginSituation, type Situation, sayOf } from '../../advice/situation.rules.ts';
import { findPolicyInForce, listColleagues } from '../../councils/index.ts';
import { readServiceBook } from '../../directory/index.ts';
import type { Fact, Facts, LoadedPolicy } from '../../pathway/index.ts';
import type { ViewerTx } from '../../platform/database/index.ts';
import { sayMoment } from '../../platform/say-time.ts';
import { type CaseNeeds, type Found, readHead } from '../case.actions.ts';
import type { CaseRow } from '../case.store.ts';
import type { CaseAdviceModel } from './case-advice.page.ts';
import { type AdviceRow, readAdvices, readKnown, readNewestHash } from './case-advice.store.ts';
import { compareThenAndNow, listDropped } from './changed-advice.rules.ts';
import type { FactModel } from './fact.page.ts';
import type { Known } from './known-facts.rules.ts';

/** Further back the timeline tells that there was advice. */
const MOST = 30;

/** The advice of a case, then and now, as its page shows it. */
export async function describeAdvice(tx: ViewerTx, needs: CaseNeeds, found: Found): Promise<CaseAdviceModel> {
  const { row, viewer } = found;
  const rows = await readAdvices(tx, row.caseId, MOST);
  const [newest] = rows;
  const policy = findPolicyInForce(needs, viewer);
  const known = await readKnown(tx, row.caseId);
  const { facts } = known;
  const situation = situate(policy, facts);
  const [advised] = adviseEach(situation);
  const agenda = planQuestions(situation, advised === undefined ? [] : [advised]);
  const addressOf = (fact: string) => addressOfFact(row.caseId, policy, fact);
  const people = await listColleagues(tx, needs.keys, viewer.organisationId, [
    ...new Set(rows.map(({ givenTo }) => givenTo)),
  ]);
  const hasChanged = newest !== undefined && newest.contentHash !== policy.contentHash;
  return {
    head: await readHead(tx, needs, found, 'advice'),
    facts: listFacts(policy, known, addressOf),
    asks: agenda.questions
      .filter(({ fact }) => facts[fact.id] === undefined)
      .map(({ fact }) => ({ question: fact.question, href: addressOf(fact.id) })),
    waiting: agenda.waiting.length,
    now:
      advised === undefined || newest === undefined
        ? null
        : describeResult({
            advised,
            unknown: [],
            addressOf,
            directory: {
              lookUp: (await readServiceBook(tx, needs, viewer, policy)).lookUp,
              back: `/cases/${row.caseId}/advice`,
            },
          }),
    changed:
      hasChanged && advised !== undefined
        ? compareThenAndNow(newest.result, advised.advice, policy.policy)
        : null,
    versions: { before: newest?.policyVersion ?? '', now: policy.version },
    seen: newest?.adviceId ?? '',
    earlier: rows.map((each, place) => ({
      when: sayMoment(each.givenAt),
      who: people.find(({ staffId }) => staffId === each.givenTo)?.name ?? 'a colleague',
      version: each.policyVersion,
      steps: each.result.actions.map(({ action }) => labelAction(policy, action)),
      dropped: listDroppedSince(rows[place + 1], each, policy),
    })),
  };
}

function listDroppedSince(before: AdviceRow | undefined, after: AdviceRow, { policy }: LoadedPolicy) {
  return before === undefined ? [] : listDropped(before, after, policy);
}

/** Whether the policy in force is another than the one of the newest advice. */
export async function hasPolicyChanged(
  tx: ViewerTx,
  needs: CaseNeeds,
  { row, viewer }: Found,
): Promise<boolean> {
  const newest = await readNewestHash(tx, row.caseId);
  return newest !== undefined && newest !== findPolicyInForce(needs, viewer).contentHash;
}

function situate(policy: LoadedPolicy, facts: Facts): Situation {
  let situation = beginSituation([describeCouncil(policy)]);
  for (const [fact, value] of Object.entries(facts)) situation = sayOf(situation, fact, value);
  return situation;
}

function addressOfFact(caseId: string, { policy }: LoadedPolicy, id: string): string {
  return `/cases/${caseId}/advice/facts/${policy.facts.findIndex((fact) => fact.id === id)}`;
}

/** The fact at a place of the council's list. */
export function findFact({ policy }: LoadedPolicy, place: number | undefined): Fact | undefined {
  return place === undefined ? undefined : policy.facts[place];
}

export function labelValue(fact: Fact, value: string | undefined): string {
  return fact.values.find(({ id }) => id === value)?.label ?? 'Not known';
}

function labelAction({ policy }: LoadedPolicy, id: string): string {
  return policy.actions.find((action) => action.id === id)?.label ?? id;
}

const byClockWords = ' (nobody said so: taken from the clock when it was saved)';

function listFacts({ policy }: LoadedPolicy, { facts, byClock }: Known, addressOf: (fact: string) => string) {
  return policy.facts.flatMap((fact) =>
    facts[fact.id] === undefined
      ? []
      : [
          {
            question: fact.question,
            answer: `${labelValue(fact, facts[fact.id])}${byClock.has(fact.id) ? byClockWords : ''}`,
            href: addressOf(fact.id),
          },
        ],
  );
}

/** One fact as its page asks for it. */
export function describeFact({
  row,
  policy,
  fact,
  known,
  newest,
  typed,
  error,
  stale,
}: {
  readonly row: CaseRow;
  readonly policy: LoadedPolicy;
  readonly fact: Fact;
  readonly known: Facts;
  readonly newest: AdviceRow | undefined;
  readonly typed: string | null;
  readonly error: string | null;
  readonly stale: FactModel['stale'];
}): FactModel {
  const situation = situate(policy, known);
  const question = { fact, decides: [] };
  return {
    caseHref: `/cases/${row.caseId}`,
    reference: row.reference,
    action: addressOfFact(row.caseId, policy, fact.id),
    seen: newest?.adviceId ?? '',
    question: putQuestion({ situation, question, typed, error }),
    stale,
  };
}
