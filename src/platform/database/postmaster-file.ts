import fs from 'node:fs';
import path from 'node:path';
import type { Cluster } from './cluster.ts';

/** A server at work on a cluster's files. */
export interface PostmasterFile {
  readonly processNumber: number;
  readonly port: number;
  readonly isReady: boolean;
}

/**
 * Reads PostgreSQL's own note of who runs on these files. Its lines: process, folder, start, port, socket,
 * address, memory, state.
 *
 * @returns undefined when there is no note, or when the process that it names is no server of this cluster
 */
export function readPostmasterFile(cluster: Cluster): PostmasterFile | undefined {
  const lines = readLines(cluster);
  const processNumber = Number(lines[0]);
  if (!processNumber || !worksIn(processNumber, cluster)) return undefined;
  return { processNumber, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/**
 * After a crash the note may name a process that is now somebody else's (a restarted container counts from 1
 * again), and PostgreSQL would refuse for good. It is removed only when no process at all works in the
 * cluster's folder; a note that names nobody is left for PostgreSQL, which looks more closely than we can.
 */
export function removeMisleadingPostmasterFile(cluster: Cluster): void {
  const processNumber = Number(readLines(cluster)[0]);
  if (!processNumber || !fs.existsSync(`/proc/${processNumber}`)) return;
  const isUsed = fs.readdirSync('/proc').some((name) => /^\d+$/.test(name) && worksIn(Number(name), cluster));
  if (!isUsed) fs.rmSync(fileOf(cluster), { force: true });
}

/** Whether the process is alive and works in the cluster's folder, as every process of its server does. */
export function worksIn(processNumber: number, cluster: Cluster): boolean {
  try {
    return fs.readlinkSync(`/proc/${processNumber}/cwd`) === fs.realpathSync(cluster.files);
  } catch (error) {
    // Another user's process does not show its folder: if it is PostgreSQL, it may be ours.
    return isRefused(error) && isPostgres(processNumber);
  }
}

function readLines(cluster: Cluster): readonly string[] {
  const file = fileOf(cluster);
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
}

function fileOf(cluster: Cluster): string {
  return path.join(cluster.files, 'postmaster.pid');
}

function isRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EACCES' || error.code === 'EPERM');
}

function isPostgres(processNumber: number): boolean {
  try {
    return fs.readFileSync(`/proc/${processNumber}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return false;
  }
}
