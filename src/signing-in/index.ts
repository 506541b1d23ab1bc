export { type Providers, prepareProviders, readProviders } from './identity/providers.ts';
export { endOldSessions, makeSignIn, readTokenHash } from './make-sign-in.ts';
export { passkeys } from './passkeys/passkeys.ts';
export { hashPassword } from './passwords/password.ts';
export { hashToken } from './sessions/session-cookie.ts';
export { quickLeave, signInRoutes } from './sign-in.routes.ts';
export { hasOwnSignIn, mayUsePasskeys, ownWays, takesWaysIn, type Ways } from './ways.ts';
export { choosePassword, findWayIn, takeWayInBy } from './ways-in/way-in.actions.ts';
