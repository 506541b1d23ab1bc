import { enableCompileCache } from 'node:module';
import path from 'node:path';

// This file imports nothing of ours at its head: an older Node could stumble over it before it is told to
// stop.
if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `Rowan needs Node 24 and this is ${process.version}; start it with npm start, ` +
      'which brings the right one.\n',
  );
  process.exit(1);
}

// Compiled code is kept between starts: the second start takes half the time.
enableCompileCache(path.resolve(import.meta.dirname, '../node_modules/.cache/rowan'));
const { runRowan } = await import('./serve.ts');
await runRowan();
