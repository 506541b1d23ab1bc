import type { Book } from '../pathway/book/index.ts';

/** A small booklet of a made-up council, for the pages' examples. */
export const exampleBook: Book = {
  council: 'anytown',
  name: 'Anytown Council',
  version: '2025',
  contentHash: '0123456789abcdef'.repeat(4),
  inForce: { from: '2025-04-01', to: null },
  checkedBy: null,
  documents: [{ title: 'Procedure for customers', review: '2028-04' }],
  officeHours: 'Monday and Tuesday, 09:00 to 17:00',
  receivesConcerns: 'Safeguarding lead',
  chapters: [
    {
      id: 'step-first',
      title: 'Safety now',
      groups: [
        {
          id: 'about-ring',
          title: 'Ring for help',
          means: 'ring for help',
          why: null,
          rules: [
            {
              id: 'rule-danger-means-a-call',
              number: '1.1',
              name: 'danger means a call',
              says: 'Ring at once when somebody is in danger now, whatever else is or is not known.',
              strength: 'must',
              gives: 'Ring for help',
              origin: 'refined',
              when: ['somebody is in danger now', 'it is known where they are'],
              unless: 'somebody is asking about a customer',
              who: [
                { when: 'the team is housing', gives: 'Housing officer' },
                { when: null, gives: 'Staff member' },
              ],
              to: [{ when: null, gives: 'Police, emergency (999)' }],
              alsoTo: null,
              by: 'now',
              consent: ['Yes: it goes ahead with their agreement.', 'No: it goes ahead all the same.'],
              clauses: [{ id: 'anytown-1', text: 'Section 1, paragraph 3' }],
              examples: [
                {
                  name: 'he is at the door',
                  facts: ['somebody is in danger now'],
                  verdict: 'yes',
                  gives: ['Must', 'Staff member', 'now'],
                  asks: [],
                },
                {
                  name: 'all is quiet',
                  facts: ['nobody is in danger right now'],
                  verdict: 'no',
                  gives: [],
                  asks: [],
                },
                {
                  name: 'nobody has looked',
                  facts: [],
                  verdict: 'unknown',
                  gives: [],
                  asks: ['Is anybody in danger right now?'],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
  invariants: [
    {
      name: 'danger always gives a call, now',
      says: 'whatever else is unknown',
      where: ['somebody is in danger now'],
      holds: [{ says: 'It is advised: as “must”, now', list: ['Ring for help'] }],
    },
  ],
  questions: [
    {
      id: 'C01',
      title: 'Who rings',
      severity: 'safety',
      asks: 'Page 1 has everybody ring, page 2 the manager. Which is it?',
      meanwhile: 'Whoever is there rings.',
      clauses: [{ id: 'anytown-1', text: 'Section 1, paragraph 3' }],
      example: null,
      shownIn: 'the head of the booklet',
    },
  ],
  clauses: [],
};
