import type { Html } from './template.ts';
import { html } from './template.ts';

/** The sprig of rowan: a stem, six leaflets and three berries. Decoration: the name stands beside it. */
export const showSprig = (): Html => html`<svg class="rowan-sprig" viewBox="0 0 40 40" width="34" height="34"
  aria-hidden="true" focusable="false">
  <path class="rowan-sprig__stem" d="M6 36C14 29.5 22 21.5 30 10"/>
  <g class="rowan-sprig__leaf">
    <path d="M0 0C2.6-3.6 8-3.6 11.5 0C8 3.6 2.6 3.6 0 0Z" transform="translate(29.6 10.4) rotate(-52)"/>
    <path d="M0 0C2.6-3.6 8-3.6 11.5 0C8 3.6 2.6 3.6 0 0Z" transform="translate(25.4 16) rotate(-104)"/>
    <path d="M0 0C2.6-3.6 8-3.6 11.5 0C8 3.6 2.6 3.6 0 0Z" transform="translate(26 15.6) rotate(4)"/>
    <path d="M0 0C2.6-3.6 8-3.6 11.5 0C8 3.6 2.6 3.6 0 0Z" transform="translate(20.2 22) rotate(-106)"/>
    <path d="M0 0C2.6-3.6 8-3.6 11.5 0C8 3.6 2.6 3.6 0 0Z" transform="translate(20.8 21.6) rotate(6)"/>
    <path d="M0 0C2.6-3.6 8-3.6 11.5 0C8 3.6 2.6 3.6 0 0Z" transform="translate(14.6 27.6) rotate(-108)"/>
  </g>
  <g class="rowan-sprig__berry">
    <circle cx="20.5" cy="31.2" r="3.3"/>
    <circle cx="28" cy="31.6" r="3.3"/>
    <circle cx="24.3" cy="36.4" r="3.3"/>
  </g>
</svg>`;
