import { z } from 'zod';
import { readParts } from '../pathway/book/index.ts';
import { type Drawing, drawPathway } from '../pathway/charts/index.ts';
import type { LoadedPolicies, LoadedPolicy } from '../pathway/packs/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/index.ts';
import { type Html, type PageContent, type PageFrame, page } from '../platform/html/index.ts';
import {
  type Answer,
  defineRoute,
  none,
  notFound,
  openToAll,
  type Route,
  type RouteRequest,
} from '../platform/http/index.ts';
import * as bookletPage from './booklet.page.ts';
import * as chartPage from './chart.page.ts';
import * as comparePage from './comparing/compare.page.ts';
import * as libraryPage from './library.page.ts';
import { readLatestProofs } from './policy.actions.ts';
import type { StoredProof } from './policy.store.ts';
import type { ProofState } from './proof.rules.ts';
import * as proofsPage from './proofs.page.ts';
import * as questionsPage from './questions.page.ts';
import * as clausesPage from './register/clauses.page.ts';
import * as sourcePage from './register/source.page.ts';
import { makeShelf, type Shelf, type Shelved } from './shelf.ts';

export interface PolicyLibraryOptions {
  readonly policies: LoadedPolicies;
  readonly database: Database;
  readonly clock: Clock;
  readonly frame: PageFrame;
  /** Whether a policy, by its content hash, is being proved at this moment. */
  readonly isProving: (contentHash: string) => boolean;
  /**
   * What two policies, by their content hashes, do not have in common; undefined while it is not yet known.
   */
  readonly findDiff: comparePage.FindDiff;
}

const access = openToAll('a council’s policy is public, and these pages show no person');
const audit = none('no person is shown');

/** The library of the councils' policies, and each policy's own pages. */
export function policyLibraryRoutes(options: PolicyLibraryOptions): Route[] {
  const { policies, clock, frame, findDiff } = options;
  const shelfOf = makeShelf(policies, clock);
  const parts = readParts(policies);
  const drawingOf = makeDrawings();
  const draw = (content: PageContent): Html => page({ ...frame, ...content });
  const show =
    (answer: (shelved: Shelved, request: RouteRequest) => Found | Promise<Found>) =>
    async (request: RouteRequest): Promise<Answer> => {
      const shelved = findShelved(shelfOf(), request);
      const found = shelved === undefined ? null : await answer(shelved, request);
      return found === null ? notFound : draw(found);
    };
  const showLibrary = async () =>
    draw(libraryPage.html(libraryPage.model(shelfOf(), await readStates(options))));
  const showProofs = async (shelved: Shelved) =>
    proofsPage.html(proofsPage.model(shelved, (await readStates(options))(shelved.loaded.contentHash)));
  const showChart = async (shelved: Shelved) =>
    chartPage.html(chartPage.model(shelved, await drawingOf(shelved.loaded)));
  const showClauses = (shelved: Shelved, request: RouteRequest) => showClausesOf(shelved, request, parts);
  const compare = ({ query }: RouteRequest) => {
    const found = showComparison(shelfOf(), query, findDiff);
    return found === null ? notFound : draw(found);
  };
  const at = '/policies/:council';
  return [
    defineRoute({ method: 'GET', path: '/policies', access, audit, handler: showLibrary }),
    defineRoute({ method: 'GET', path: '/policies/compare', access, audit, handler: compare }),
    defineRoute({ method: 'GET', path: at, access, audit, handler: show(showBooklet) }),
    defineRoute({ method: 'GET', path: `${at}/chart`, access, audit, handler: show(showChart) }),
    defineRoute({ method: 'GET', path: `${at}/clauses`, access, audit, handler: show(showClauses) }),
    defineRoute({ method: 'GET', path: `${at}/source`, access, audit, handler: show(showSource) }),
    defineRoute({ method: 'GET', path: `${at}/questions`, access, audit, handler: show(showQuestions) }),
    defineRoute({ method: 'GET', path: `${at}/proofs`, access, audit, handler: show(showProofs) }),
  ];
}

/** Null where the address names something that is not there. */
type Found = PageContent | null;

const shelvedAddress = z.object({
  params: z.object({ council: z.string() }),
  query: z.object({ version: z.string().optional() }),
});

function findShelved(shelf: Shelf, { params, query }: RouteRequest): Shelved | undefined {
  const read = shelvedAddress.safeParse({ params, query });
  return read.success ? shelf.find(read.data.params.council, read.data.query.version) : undefined;
}

const showBooklet = (shelved: Shelved): Found => bookletPage.html(bookletPage.model(shelved));
const showQuestions = (shelved: Shelved): Found => questionsPage.html(questionsPage.model(shelved));

const code = z.string().max(40).optional();
const clauseFilter = z.object({ kind: code, area: code, state: code, from: code });

function showClausesOf(shelved: Shelved, { query }: RouteRequest, parts: ReadonlyMap<string, string>): Found {
  const filter = clauseFilter.safeParse(query);
  const model = filter.success ? clausesPage.model(shelved, parts, filter.data) : null;
  return model === null ? null : clausesPage.html(model);
}

const sourceQuery = z.object({ document: z.string().optional() });

function showSource(shelved: Shelved, { query }: RouteRequest): Found {
  const read = sourceQuery.safeParse(query);
  const model = read.success ? sourcePage.model(shelved, read.data.document) : null;
  return model === null ? null : sourcePage.html(model);
}

const compareQuery = z.object({ one: code, other: code });

function showComparison(shelf: Shelf, query: unknown, findDiff: comparePage.FindDiff): Found {
  const read = compareQuery.safeParse(query);
  const model = read.success ? comparePage.model(shelf, read.data, findDiff) : null;
  return model === null ? null : comparePage.html(model);
}

/** Each policy is drawn when its chart is first asked for. */
function makeDrawings(): (loaded: LoadedPolicy) => Promise<Drawing> {
  const drawings = new WeakMap<LoadedPolicy, Promise<Drawing>>();
  return (loaded) => {
    const drawing = drawings.get(loaded) ?? drawPathway(loaded);
    drawings.set(loaded, drawing);
    return drawing;
  };
}

async function readStates({
  database,
  isProving,
}: PolicyLibraryOptions): Promise<(contentHash: string) => ProofState> {
  const proofs = await readLatestProofs(database);
  return (contentHash) => {
    const proof = proofs?.get(contentHash);
    if (proof !== undefined) return { kind: 'done', proof: readProof(proof) };
    if (isProving(contentHash)) return { kind: 'proving' };
    return { kind: proofs === null ? 'away' : 'not-yet' };
  };
}

function readProof(stored: StoredProof): Extract<ProofState, { kind: 'done' }>['proof'] {
  return {
    finished: stored.finished_at,
    proved: stored.invariants_proved,
    failed: stored.invariants_failed,
    enumerated: stored.situations_enumerated,
    agreed: stored.agreed,
    failures: stored.failures,
    seconds: stored.seconds,
  };
}
