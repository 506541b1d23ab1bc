/** A second signal changes nothing: the database is stopped in order all the same. */
export function listenForSignals(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve(name));
  return promise;
}
