export { findPostcode, normalisePhone, type Searched } from './clues.ts';
export { type Found, findPeople, listCandidates } from './find-people.actions.ts';
export { childrenAtMost, judgeText, readChildren, readPerson } from './form/person.forms.ts';
export { tellAnew, typePerson } from './form/person.forms.ts';
export { type Candidate, showBirth, showPersonFields } from './form/show-person.ts';
export type { Person, PersonWords, PreparedPerson, Standpoint } from './person.actions.ts';
export { addPerson, callPerson, changePerson, linkPerson, preparePerson } from './person.actions.ts';
export { readPeopleOfCase, readRemovedOfCase, sealPerson, unlinkPerson } from './person.actions.ts';
export type { Part, PersonId } from './person.store.ts';
