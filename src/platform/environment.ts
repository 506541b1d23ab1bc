export type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** What a setting says; undefined where it is not set, or empty. */
export function readText(environment: Environment, name: string): string | undefined {
  const text = environment[name]?.trim();
  return text === '' ? undefined : text;
}

/** Whether a host name means this machine only. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.has(host);
}

/** Whether what is sent to an address can be read on the way by nobody: https, or this machine. */
export function isSafeToCall(address: string): boolean {
  const { protocol, hostname } = URL.parse(address) ?? {};
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname ?? ''));
}
