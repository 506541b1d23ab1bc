import { sql } from 'kysely';
import type { ReferenceTx } from '../../platform/database/index.ts';
import type { Identity } from './openid.ts';

export interface AcceptedIdentity extends Pick<Identity, 'issuer' | 'subject'> {
  readonly council: string;
  readonly emailToken: Buffer | null;
  /** Every role that a group may give; and those that these groups give. */
  readonly mapped: readonly string[];
  readonly roles: readonly string[];
  readonly address: Buffer;
  readonly tokenHash: Buffer;
  readonly browser: string;
  readonly reference: string;
}

/** Whoever it is here, if they are anybody. */
export async function acceptIdentity(tx: ReferenceTx, came: AcceptedIdentity): Promise<string | undefined> {
  const { rows } = await sql<{ who: string | null }>`
    select rowan_private.accept_identity(
      ${came.council}, ${came.issuer}, ${came.subject}, ${came.emailToken}, ${came.mapped}::text[],
      ${came.roles}::text[], ${came.address}, ${came.tokenHash}, ${came.browser}, ${came.reference}
    ) as who
  `.execute(tx);
  return rows[0]?.who ?? undefined;
}

/** The council by whose provider somebody signed in to a session; undefined for a password. */
export async function readProviderOf(tx: ReferenceTx, tokenHash: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ council: string | null }>`
    select rowan_private.provider_of_session(${tokenHash}) as council
  `.execute(tx);
  return rows[0]?.council ?? undefined;
}

/** Undefined where no organisation has this policy pack. */
export async function readOrganisationOf(tx: ReferenceTx, council: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`
    select rowan_private.organisation_of(${council}) as id
  `.execute(tx);
  return rows[0]?.id ?? undefined;
}
