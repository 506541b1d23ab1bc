import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { Clock } from '../../clock.ts';
import { type Connection, withClient } from '../../database/connection.ts';
import { makeId } from '../../ids.ts';
import { StartUpRefusal } from '../../refusal.ts';
import { REMEMBER_MS } from '../key-store.ts';
import { insertKeys } from '../new-keys.ts';
import { type Ask, type MasterPlace, openRing } from '../ring.ts';
import { FIRST_ID } from '../rotate.ts';
import { type DataKey, drawSecretAfter } from '../sealing.ts';
import { joinKeys, type KeyRow, unwrapWhole } from '../wrapping.ts';
import * as stages from './key-stages.ts';
import { sealAgain } from './seal-again.ts';
import type { Pair, SealedRecords } from './sealed-records.ts';

/** As long as a process remembers a key, and as much again for what it began with it. */
const KNOWN_EVERYWHERE_MS = 2 * REMEMBER_MS;

export interface RenewalNeeds extends MasterPlace {
  /** As the keeper. */
  readonly connection: Connection;
  readonly records: SealedRecords;
  readonly clock: Clock;
  /** Says what is done now to whoever waits. */
  readonly tell: (sentence: string) => void;
  readonly knownEverywhereMs?: number;
}

export interface Renewal {
  /** Keys that others took the place of, and that are destroyed. */
  readonly renewed: number;
  /** Keys that do not open, or that sealed words which do not: nothing of them was destroyed. */
  readonly spoilt: number;
  /** A renewal that was stopped half-way was ended, and no other begun. */
  readonly wasUnfinished: boolean;
}

/**
 * Gives things new keys, seals what they sealed again, and destroys the old ones, while Rowan serves. Every
 * process knows a key for as long as it may meet words that it sealed. Stopped at any moment, it is ended by
 * doing it again (docs/decisions/0017-renewing-keys.md).
 *
 * @throws StartUpRefusal when keys are renewed already, or the master key or its service is not there
 */
export function renewKeys(needs: RenewalNeeds, wanted: stages.Wanted): Promise<Renewal> {
  return withClient(needs.connection, async (client) => {
    if (!(await stages.enter(client)))
      throw new StartUpRefusal('Keys are being renewed already; wait for its end.');
    const ask: Ask = async (statement, values) => (await client.query(statement, [...values])).rows;
    const work = { ...needs, client, ask };
    const ended = await finish(work);
    if (ended.renewed > 0) return { ...ended, wasUnfinished: true };
    const unopened = await announce(work, wanted);
    const { renewed, spoilt } = await finish(work);
    return { renewed, spoilt: spoilt + unopened, wasUnfinished: false };
  });
}

interface Work extends RenewalNeeds {
  readonly client: pg.Client;
  readonly ask: Ask;
}

/** Makes the new keys, which seal nothing yet. */
async function announce(work: Work, wanted: stages.Wanted): Promise<number> {
  let unopened = 0;
  for (let after = FIRST_ID; ; ) {
    const from = after;
    const { rows, keys } = await openKeysOf(work, () => stages.listToRenew(work.client, wanted, from));
    const last = rows.at(-1);
    if (last === undefined) return unopened;
    unopened += rows.length - keys.length;
    await makeNext(work, keys, rows);
    after = last.key_id;
  }
}

async function makeNext(work: Work, keys: readonly DataKey[], rows: readonly KeyRow[]): Promise<void> {
  const kinds = new Map(rows.map(({ key_id, kind }) => [key_id, kind]));
  const made = keys.map((key) => ({
    keyId: makeId<'key'>(work.clock),
    kind: kinds.get(key.keyId) ?? '',
    ownerId: key.ownerId,
    stage: 'coming' as const,
    secret: drawSecretAfter(key),
  }));
  await stages.givingWay(async () => {
    // The master key may be exchanged at any moment.
    while (!(await insertKeys(work.ask, await openRing(work, work.ask), made)));
  });
}

/** Goes on wherever it was stopped. */
async function finish(work: Work): Promise<Omit<Renewal, 'wasUnfinished'>> {
  const { client, records, tell } = work;
  // Records may have been put back from a time before these were sealed again.
  await eachPage(work, 'spent', async (pairs) => {
    await secure(work, pairs);
    const left = new Set((await records.listSealedWith(pairs, 1)).map(({ ownerId }) => ownerId));
    if (left.size > 0) await stages.moveOld(client, pairs, 'leaving');
  });
  await rest(work, 'coming', 'The new keys are made. Every process is given time to know them');
  await eachPage(work, 'coming', async (pairs) => {
    await records.begin(pairs);
    await stages.use(client, pairs);
  });
  await rest(work, 'leaving', 'What is written is sealed with them. What was begun before may end');
  await eachPage(work, 'leaving', async (pairs) => {
    await secure(work, pairs);
    const { keys } = await openKeysOf(work, () => stages.readKeys(client, pairs));
    const left = await sealAgain(records, pairs, keys);
    await stages.moveOld(
      client,
      pairs.filter(({ ownerId }) => !left.has(ownerId)),
      'spent',
    );
  });
  await rest(work, 'spent', 'Everything is sealed again. What is being read may end');
  let renewed = 0;
  await eachPage(work, 'spent', async (pairs) => {
    renewed += await stages.destroySpent(client, pairs);
  });
  if (renewed > 0) tell(`${renewed} old keys are destroyed.`);
  return { renewed, spoilt: (await stages.lookAtStage(client, 'leaving')).count };
}

/** From then on nothing more is sealed with the old keys. */
async function secure({ records }: Work, pairs: readonly Pair[]): Promise<void> {
  await records.begin(pairs);
  await stages.givingWay(() => records.retire(pairs));
}

async function eachPage(
  { client }: Work,
  stage: stages.StageBeside,
  work: (pairs: readonly Pair[]) => Promise<void>,
): Promise<void> {
  for (let after = FIRST_ID; ; ) {
    const pairs = await stages.listPairs(client, stage, after);
    const last = pairs.at(-1);
    if (last === undefined) return;
    await stages.givingWay(() => work(pairs));
    after = last.named;
    if (pairs.length < stages.AT_ONCE) return;
  }
}

/** Until the newest of a stage has been in it for long enough. */
async function rest(
  { client, tell, knownEverywhereMs: enough = KNOWN_EVERYWHERE_MS }: Work,
  stage: stages.StageBeside,
  why: string,
): Promise<void> {
  const { count, ageMs } = await stages.lookAtStage(client, stage);
  if (count === 0 || ageMs >= enough) return;
  // A clock that was set back does not keep us for longer.
  const left = Math.min(enough, enough - ageMs);
  tell(`${why}: ${Math.ceil(left / 1000)} seconds.`);
  await pause(left);
}

/** Those that open, once more where the master key was exchanged between reading the rows and it. */
async function openKeysOf(work: Work, readRows: () => Promise<readonly KeyRow[]>) {
  const tryOnce = async () => {
    const rows = await readRows();
    const { masters } = await openRing(work, work.ask);
    return { rows, keys: await unwrapWhole(masters, rows) };
  };
  const first = await tryOnce();
  const { rows, keys } = first.keys.includes(undefined) ? await tryOnce() : first;
  const whole = rows.filter((_, place) => keys[place] !== undefined);
  const opened = joinKeys(
    whole,
    keys.filter((key) => key !== undefined),
  );
  return { rows, keys: opened };
}
