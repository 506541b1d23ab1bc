export { checkboxes } from './checkboxes.ts';
export { errorMessage } from './error-message.ts';
export { fieldset } from './fieldset.ts';
export { hint } from './hint.ts';
export { input } from './input.ts';
export { label } from './label.ts';
export { radios } from './radios.ts';
export { select } from './select.ts';
