export { describeCouncil, makeCouncils } from './councils.ts';
export { type Guidance, listGuidance } from './guidance.rules.ts';
export { showGuidance } from './show-guidance.ts';
export { type QuestionForm, showQuestion } from './show-question.ts';
export { listNevers, showLabel, showLink, showMore, showQuestions, showTerms } from './show-result.ts';
export { showResult, showWhy } from './show-result.ts';
export { showWay, type Way } from './show-way.ts';
