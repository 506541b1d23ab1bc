import { sql } from 'kysely';
import type { ActTx, ReferenceTx, ViewerTx } from '../../platform/database/index.ts';
import type { Id, ViewerId } from '../../platform/ids.ts';

export type ReportId = Id<'directory-report'>;

export interface ReportRow {
  readonly reportId: ReportId;
  readonly service: string;
  readonly wordsCipher: Buffer | null;
  readonly reportedBy: string;
  readonly reportedAt: Date;
  readonly isDone: boolean;
}

export interface ConfirmationRow {
  readonly service: string;
  readonly fingerprint: string;
  /** As 2026-11-22. */
  readonly askedOn: string;
  readonly saidBy: string;
}

/** A form that is sent twice makes one report; false where it stands there already. */
export async function insertReport(
  tx: ActTx,
  row: Omit<ReportRow, 'isDone'> & { readonly organisationId: string },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into directory_report
      (directory_report_id, organisation_id, service, words_cipher, reported_by, reported_at)
    values (${row.reportId}, ${row.organisationId}, ${row.service}, ${row.wordsCipher}, ${row.reportedBy},
      ${row.reportedAt})
    on conflict (directory_report_id) do nothing
  `.execute(tx);
  return numAffectedRows === 1n;
}

export type ReportStep = 'done' | 'undone';

/** False where there is no such report in the viewer's organisation, or it is so already. */
export async function insertReportStep(
  tx: ActTx,
  reportId: string,
  step: { readonly kind: ReportStep; readonly by: ViewerId; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into directory_report_step (organisation_id, directory_report_id, kind, by_staff, at)
    select r.organisation_id, r.directory_report_id, ${step.kind}, ${step.by}, ${step.at}
    from directory_report as r
    where r.directory_report_id = ${reportId} and r.organisation_id = rowan_private.viewer_organisation()
      and ${newestStep} <> ${step.kind}
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** Of a report called r; one that nobody has looked at is as good as not done. */
const newestStep = sql`coalesce((
  select s.kind from directory_report_step as s where s.directory_report_id = r.directory_report_id
  order by s.directory_report_step_id desc limit 1
), 'undone')`;

/** The open reports first, the newest of each part first. */
export async function readReports(tx: ViewerTx, limit: number): Promise<readonly ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select r.directory_report_id as "reportId", r.service, r.words_cipher as "wordsCipher",
      r.reported_by as "reportedBy", r.reported_at as "reportedAt", ${newestStep} = 'done' as "isDone"
    from directory_report as r
    where r.organisation_id = rowan_private.viewer_organisation()
    order by "isDone", r.reported_at desc, r.directory_report_id limit ${limit}
  `.execute(tx);
  return rows;
}

/** Since when a service has been reported wrong without anybody having seen to it. */
export interface OpenReport {
  readonly service: string;
  readonly since: Date;
}

export async function readOpenReports(tx: ViewerTx): Promise<readonly OpenReport[]> {
  const { rows } = await sql<OpenReport>`
    select r.service, min(r.reported_at) as since from directory_report as r
    where r.organisation_id = rowan_private.viewer_organisation() and ${newestStep} <> 'done'
    group by r.service
  `.execute(tx);
  return rows;
}

/** Those who keep the viewer's council's directory, by their role. */
export async function listKeepers(tx: ViewerTx, role: string): Promise<readonly string[]> {
  const { rows } = await sql<{ staff_id: string }>`
    select staff_id from staff_role
    where organisation_id = rowan_private.viewer_organisation() and role = ${role} and ended_at is null
      and rowan_private.is_colleague(staff_id)
  `.execute(tx);
  return rows.map((row) => row.staff_id);
}

export async function insertConfirmation(
  tx: ActTx,
  row: ConfirmationRow & {
    readonly organisationId: string;
    readonly kind: 'confirmed' | 'withdrawn';
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into directory_confirmation (organisation_id, service, kind, fingerprint, asked_on, said_by, at)
    values (${row.organisationId}, ${row.service}, ${row.kind}, ${row.fingerprint}, ${row.askedOn},
      ${row.saidBy}, ${row.at})
  `.execute(tx);
}

/** What the viewer's council has confirmed, and has not taken back. */
export async function readConfirmations(tx: ViewerTx): Promise<readonly ConfirmationRow[]> {
  const { rows } = await sql<ConfirmationRow>`
    select service, fingerprint, "askedOn", "saidBy" from (
      select distinct on (service) service, kind, fingerprint, asked_on::text as "askedOn",
        said_by as "saidBy"
      from directory_confirmation
      where organisation_id = rowan_private.viewer_organisation()
      order by service, directory_confirmation_id desc
    ) as newest
    where kind = 'confirmed'
  `.execute(tx);
  return rows;
}

/** What any council has confirmed, for whoever is not signed in: the service and the day, and nobody. */
export async function readPublicConfirmations(
  tx: ReferenceTx,
): Promise<readonly Omit<ConfirmationRow, 'saidBy'>[]> {
  const { rows } = await sql<Omit<ConfirmationRow, 'saidBy'>>`
    select service, fingerprint, asked_on as "askedOn" from rowan_private.public_confirmations()
  `.execute(tx);
  return rows;
}

/** Since when any council's staff have found a service wrong, for whoever is not signed in. */
export async function readPublicReports(tx: ReferenceTx): Promise<readonly OpenReport[]> {
  const { rows } = await sql<OpenReport>`
    select service, since from rowan_private.public_reports()
  `.execute(tx);
  return rows;
}
