import { withRole } from '../../access/index.ts';
import { none } from '../../platform/http/index.ts';

export const administrators = withRole('administrator', 'they manage who works here, and see no case');
export const showsNoCase = none('it shows who works at the reader’s own council, and no case');
