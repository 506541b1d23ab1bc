/**
 * The least that any page of such a system does: a bare Fastify whose one route sets the viewer in a
 * transaction, does one SELECT by an index and one INSERT of an audit row. A process of its own, started by
 * processes.ts.
 */
import fastify from 'fastify';
import pg from 'pg';
import { readOrders, tellPort } from './child.ts';

const pool = new pg.Pool({ ...(await readOrders()).connection, max: 10 });
const server = fastify();
const noHash = Buffer.alloc(32);

server.get<{ Params: { viewer: string; case: string } }>('/:viewer/:case', async ({ params }, reply) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('rowan.viewer', $1, true)`, [params.viewer]);
    const { rows } = await client.query(
      `select case_id, organisation_id, reference, recorded_at, situation from bench_peer.case_record
       where case_id = $1`,
      [params.case],
    );
    await client.query(
      `insert into bench_peer.audit_event
         (event_id, organisation_id, chain, seq, previous_hash, hash, case_id, staff_id, acting_as, verb, at,
          reference)
       values (uuidv7(), $1, $2, 1, $3, $3, $4, $5, 'lead', 'case.shown', now(), 'BENCH')`,
      [rows[0]?.organisation_id, `case:${params.case}`, noHash, params.case, params.viewer],
    );
    await client.query('commit');
    return reply.type('text/html; charset=utf-8').send(`<p>${JSON.stringify(rows)}</p>`);
  } finally {
    client.release();
  }
});

await server.listen({ host: '127.0.0.1', port: 0 });
tellPort(server);
