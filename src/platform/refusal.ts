/**
 * Rowan will not start, or will not go on, and says so in one sentence that tells the reader what to do. At
 * the start it is printed without a stack trace, and the program ends with status 1; a job that meets it
 * later has it in the log, and is tried again.
 */
export class StartUpRefusal extends Error {}
