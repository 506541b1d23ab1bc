import type { FieldError } from '../typed.pure.ts';
import { errorSummary } from './messages/index.ts';
import type { Html } from './template.ts';

/** What is wrong with a form, above its page’s heading, each a way to its field; else nothing. */
export const showProblems = (errors: readonly FieldError[]): Html | false =>
  errors.length > 0 &&
  errorSummary({
    titleText: 'There is a problem',
    errorList: errors.map(({ field, text }) => ({ text, href: `#${field}` })),
  });

/** The same for a form that can have one thing wrong. */
export const showProblem = (field: string, text: string | null | undefined): Html | false =>
  showProblems(text ? [{ field, text }] : []);
