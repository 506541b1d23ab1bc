import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { NotifyClient } from 'notifications-node-client';
import { z } from 'zod';
import type { NotifySettings } from '../config-outside.ts';
import type { Delivery, Letter, Post } from './post.ts';

/** A service that does not answer is not waited for; what it did all the same is found at the next try. */
const PATIENCE_MS = 20_000;

/** The same, as a module of the other kind declares it. */
type AxiosOfClient = Parameters<NotifyClient['setClient']>[0];

/** Sends by GOV.UK Notify. */
export function openNotify({ apiKey, template, url }: NotifySettings, address: string): Post {
  const client = new NotifyClient(url, apiKey);
  // Sent on to another address it would take the key's token there.
  client.setClient(axios.create({ maxRedirects: 0 }) as AxiosOfClient);
  const send = async ({ reference, email, isAgain }: Letter): Promise<Delivery> => {
    if (email === undefined) return { kind: 'refused', why: 'no-address' };
    if (isAgain && (await isKnown(client, reference))) return { kind: 'sent' };
    await client.sendEmail(template, email, { reference, personalisation: { address } });
    return { kind: 'sent' };
  };
  return { send: (letter) => Promise.race([send(letter).catch(explain), giveUpWaiting()]) };
}

/** Notify takes the same reference as often as it is sent, and lists by it what it has taken. */
async function isKnown(client: NotifyClient, reference: string): Promise<boolean> {
  const { data } = await client.getNotifications('email', undefined, reference);
  return data.notifications.length > 0;
}

const answered = z.object({ response: z.object({ status: z.number() }) });

/** The error of the client quotes the address, and goes no further. */
function explain(error: unknown): Delivery {
  const read = answered.safeParse(error);
  if (!read.success) return { kind: 'failed', why: 'no-answer' };
  const { status } = read.data.response;
  return { kind: status === 400 ? 'refused' : 'failed', why: `answer-${status}` };
}

async function giveUpWaiting(): Promise<Delivery> {
  await pause(PATIENCE_MS, undefined, { ref: false });
  return { kind: 'failed', why: 'no-answer' };
}
