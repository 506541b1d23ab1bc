export { findPostcode, normalisePhone, type Searched } from './clues.ts';
export { type Found, findPeople } from './find-people.actions.ts';
export type { Person, PersonWords, PreparedPerson, Standpoint } from './person.actions.ts';
export { addPerson, changePerson, linkPerson, preparePerson } from './person.actions.ts';
export { readPeopleOfCase, unlinkPerson } from './person.actions.ts';
export type { Part, PersonId } from './person.store.ts';
