import { REPORTS } from './browser-reports.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
];

/** What no page of ours asks a browser or a phone for. */
const UNUSED_FEATURES = `
  accelerometer autoplay browsing-topics camera clipboard-read display-capture encrypted-media fullscreen
  geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi payment
  picture-in-picture screen-wake-lock serial usb web-share xr-spatial-tracking
`;

const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': UNUSED_FEATURES.trim().replaceAll(/\s+/g, '=(), ').concat('=()'),
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
};

/**
 * The headers of every answer, errors among them. Only registered assets replace `cache-control`.
 *
 * @param publicOrigin as browsers show it; with https the browser is told to keep to https
 * @param formTargets where a form of ours may lead besides: the councils' own sign-ins
 */
export function listHeaders(
  publicOrigin: string | undefined,
  formTargets: readonly string[] = [],
): Readonly<Record<string, string>> {
  const forms = ["form-action 'self'", ...formTargets].join(' ');
  // `report-to` would be sent without a word on where it comes from, and be refused at the door.
  const policy = [...POLICY, forms, `report-uri ${REPORTS}`].join('; ');
  const always = { ...ALWAYS, 'content-security-policy': policy };
  if (!publicOrigin?.startsWith('https:')) return always;
  return { ...always, 'strict-transport-security': 'max-age=63072000; includeSubDomains' };
}
