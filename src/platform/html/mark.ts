import type { Html } from './template.ts';
import { html } from './template.ts';

/** The sprig of rowan: a stem, seven leaflets and three berries. Decoration: the name stands beside it. */
export const showSprig = (): Html => html`<svg class="rowan-sprig" viewBox="0 0 40 40" width="34" height="34"
  aria-hidden="true" focusable="false">
  <path class="rowan-sprig__stem" d="M7 35C14 29 22 22 30 10"/>
  <g class="rowan-sprig__leaf">
    <ellipse cx="33" cy="5.5" rx="5.2" ry="2.5" transform="rotate(-58 33 5.5)"/>
    <ellipse cx="23.5" cy="9.5" rx="5.6" ry="2.5" transform="rotate(62 23.5 9.5)"/>
    <ellipse cx="33.5" cy="16" rx="5.6" ry="2.5" transform="rotate(4 33.5 16)"/>
    <ellipse cx="17.3" cy="16.2" rx="5.6" ry="2.5" transform="rotate(58 17.3 16.2)"/>
    <ellipse cx="28" cy="22.8" rx="5.6" ry="2.5" transform="rotate(6 28 22.8)"/>
    <ellipse cx="10.6" cy="22.3" rx="5.2" ry="2.4" transform="rotate(56 10.6 22.3)"/>
  </g>
  <g class="rowan-sprig__berry">
    <circle cx="19" cy="31" r="3.4"/>
    <circle cx="26" cy="31.8" r="3.4"/>
    <circle cx="22.4" cy="36.2" r="3.4"/>
  </g>
</svg>`;
