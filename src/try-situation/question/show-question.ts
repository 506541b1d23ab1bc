import { showQuestion as showForm } from '../../advice/index.ts';
import { type Html, html } from '../../platform/html/index.ts';
import { pages } from '../addresses.rules.ts';
import type { QuestionModel } from './question.rules.ts';

/** The question with the situation as a code in its form: nothing else remembers it. */
export const showQuestion = (question: QuestionModel, live: string): Html =>
  showForm(question, {
    action: pages.situation,
    hidden: { s: question.code, q: String(question.place), ...(question.showsChart && { c: '1' }) },
    live,
    leave: html`<a class="govuk-link rowan-skip" href="${question.leave.href}">${question.leave.text}</a>`,
  });
