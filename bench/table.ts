import type { Measurement } from './measure.ts';

/** The measurements as a table in Markdown; a goal that is missed says so. */
export function writeTable(measurements: readonly Measurement[]): string {
  const rows = measurements.map(({ what, figure, rowan, peer, goal, goalRatio }) => [
    what,
    figure,
    writeTime(rowan),
    peer.name,
    writeTime(peer.time),
    writeRatio(rowan / peer.time),
    [
      ...(goal === undefined ? [] : [`${judge(rowan <= goal)} ${writeTime(goal)}`]),
      ...(goalRatio === undefined ? [] : [`${judge(rowan <= goalRatio * peer.time)} ${goalRatio} ×`]),
    ].join(', '),
  ]);
  const head = ['what', 'figure', 'Rowan', 'beside', 'takes', 'ratio', 'goal'];
  const table = [head, head.map(() => '---'), ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    cell === '---' ? '-'.repeat(widths[column] ?? 3) : cell.padEnd(widths[column] ?? 0);
  return table.map((row) => `| ${row.map(pad).join(' | ')} |\n`).join('');
}

function judge(isWithin: boolean): string {
  return isWithin ? 'within' : '**over**';
}

function writeTime(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  if (milliseconds >= 1) return `${milliseconds.toFixed(milliseconds >= 100 ? 0 : 1)} ms`;
  return `${(milliseconds * 1000).toFixed(milliseconds >= 0.01 ? 0 : 1)} µs`;
}

function writeRatio(ratio: number): string {
  return `${ratio.toFixed(ratio >= 10 ? 0 : 1)} ×`;
}
