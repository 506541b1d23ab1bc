/** Rowan itself on a stock of cases: a process of its own, started by processes.ts. */
import { readOrders, tellPort } from './child.ts';
import { openRowan } from './open-rowan.ts';

const { app } = await openRowan(await readOrders());
await app.listen({ host: '127.0.0.1', port: 0 });
tellPort(app);
