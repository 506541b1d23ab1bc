/**
 * Rowan will not start, or will not go on, and says so in one sentence that tells the reader what to do.
 * Thrown only while starting; `main.ts` prints the sentence without a stack trace and ends with status 1.
 */
export class StartUpRefusal extends Error {}
