import * as kit from '../../src/platform/html/index.ts';
import { frame } from './gallery.ts';

interface Model {
  readonly kind: kit.ErrorKind;
  readonly options: kit.ErrorPageOptions;
}

export const html = ({ kind, options }: Model): kit.Html => kit.renderErrorPage(kind, options);

const options: kit.ErrorPageOptions = {
  ...frame,
  contact: { href: 'tel:01632960000', text: 'ring the Rowan desk on 01632 960 000' },
  reference: 'R-7F3K',
};

export const examples: Readonly<Record<string, Model>> = {
  'not found': { kind: 'not-found', options },
  'bad request': { kind: 'bad-request', options },
  'wrong method': { kind: 'wrong-method', options },
  'too large': { kind: 'too-large', options },
  'too fast': { kind: 'too-fast', options },
  stale: { kind: 'stale', options },
  away: { kind: 'away', options },
  busy: { kind: 'busy', options: { ...options, unsent: { to: '/work', fields: { words: ['She rang.'] } } } },
  broken: { kind: 'broken', options },
  'broken, and nothing known': { kind: 'broken', options: {} },
};
