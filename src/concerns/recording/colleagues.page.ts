import {
  details,
  type FieldError,
  findError,
  first,
  html,
  input,
  type PageContent,
  radios,
  type Typed,
} from '../../platform/html/index.ts';
import { nameFields } from './colleagues.forms.ts';
import { sheet } from './sheet.examples.ts';
import { drawSheet, type Sheet, showForm } from './sheet.ts';

export interface ColleaguesModel {
  readonly sheet: Sheet;
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
}

export function model(needs: ColleaguesModel): ColleaguesModel {
  return needs;
}

const drawPage = ({ sheet: own, typed, errors }: ColleaguesModel): PageContent =>
  drawSheet(own, {
    errors,
    main: showForm(
      own,
      'colleagues',
      html`${radios({
        name: 'involved',
        fieldset: {
          legend: {
            text: 'Does anybody involved work for the council, or know somebody who does?',
            isPageHeading: true,
            classes: 'govuk-fieldset__legend--l',
          },
        },
        hint: {
          text:
            'Somebody in this, a relative or a friend. A colleague whom you name will never see it, ' +
            'whatever their job. They are not told.',
        },
        errorMessage: findError(errors, 'involved'),
        items: [
          {
            value: 'yes',
            text: 'Yes',
            checked: first(typed, 'involved') === 'yes',
          },
          { value: 'no', text: 'No', checked: first(typed, 'involved') === 'no' },
          {
            value: 'not-known',
            text: 'I don’t know yet',
            checked: first(typed, 'involved') === 'not-known',
          },
        ],
      })}
${details({
  summaryText: 'If yes: who is it?',
  open: first(typed, 'involved') === 'yes' || errors.length > 0,
  html: showNames(typed, errors),
})}`,
    ),
  });

const showNames = (typed: Typed, errors: readonly FieldError[]) =>
  html`${nameFields.map((name, place) =>
    input({
      name,
      label: {
        text: place === 0 ? 'The colleague’s full name' : `Colleague ${place + 1}, if there is one`,
      },
      hint:
        place === 0
          ? {
              text:
                'As it stands in Rowan. If you do not know the name, leave this empty: ' +
                'those who receive this are told.',
            }
          : undefined,
      value: first(typed, name),
      errorMessage: findError(errors, name),
      autocomplete: 'off',
      spellcheck: false,
    }),
  )}`;

export { drawPage as html };

const unbroken = 'Gwenllian-Aphrodite-Featherstonehaugh-Cholmondeley-von-Wolfeschlegelsteinhausenbergerdorff';

export const examples: Readonly<Record<string, ColleaguesModel>> = {
  empty: { sheet, typed: {}, errors: [] },
  typical: { sheet, typed: { involved: ['yes'], colleague: ['Ada Moor'] }, errors: [] },
  error: {
    sheet,
    typed: { involved: ['yes'], colleague: ['Ada More'] },
    errors: [{ field: 'colleague', text: 'No colleague has this name. Check how it is written' }],
  },
  'long names': { sheet, typed: { involved: ['yes'], colleague: [unbroken] }, errors: [] },
};
