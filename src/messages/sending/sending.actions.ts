import { openEmail } from '../../councils/index.ts';
import type { Clock } from '../../platform/clock.ts';
import type { KeyStore } from '../../platform/crypto/index.ts';
import type { Database } from '../../platform/database/index.ts';
import type { Log } from '../../platform/log.ts';
import type { Post } from '../../platform/post/index.ts';
import { type Claimed, claimMessage, giveMessageUp, settleMessage } from './sending.store.ts';

export interface SendingNeeds {
  /** As the worker. */
  readonly worker: Database;
  readonly keys: KeyStore;
  readonly post: Post;
  readonly clock: Clock;
  readonly log: Log;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Seconds after each try. Whoever waits for more than a working day is reached some other way. */
const pauses = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR] as const;

/**
 * A job: sends the messages that are due. A message is claimed before it is sent and settled after, so that a
 * stop in between has it tried again, and found where it went out already.
 */
export async function sendMessages(needs: SendingNeeds, stopping?: AbortSignal): Promise<void> {
  const { worker, clock } = needs;
  while (stopping?.aborted !== true) {
    const claimed = await worker.withReferenceTx((tx) => claimMessage(tx, clock.now(), pauses));
    // After a failure the others wait for the next look: what ails one mostly ails all.
    if (claimed === undefined || !(await deliver(needs, claimed))) return;
  }
}

/** @returns false where it is to be tried again later */
async function deliver({ worker, keys, post, clock, log }: SendingNeeds, claimed: Claimed): Promise<boolean> {
  const { messageId: reference, organisationId, to, tries } = claimed;
  const email = await openEmail(keys, { organisationId, staffId: to, cipher: claimed.emailCipher });
  const delivery = await post.send({ reference, to, email, isAgain: tries > 1 });
  if (delivery.kind === 'sent') {
    await worker.withReferenceTx((tx) => settleMessage(tx, reference, clock.now()));
    return true;
  }
  const isGivenUp = delivery.kind === 'refused' || tries > pauses.length;
  log[isGivenUp ? 'alarm' : 'info']('message.not-sent', { why: delivery.why, tries, isGivenUp });
  if (isGivenUp) await worker.withReferenceTx((tx) => giveMessageUp(tx, reference, clock.now()));
  return isGivenUp;
}
