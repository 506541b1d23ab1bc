/** What every answer says to the browser. */
const ALWAYS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'permissions-policy': [
    'accelerometer', 'autoplay', 'browsing-topics', 'camera', 'clipboard-read', 'display-capture', 'encrypted-media',
    'fullscreen', 'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone',
    'midi', 'payment', 'picture-in-picture', 'screen-wake-lock', 'serial', 'usb', 'web-share', 'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`).join(', '),
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
} as const; // biome-ignore format: a list of names

/**
 * The headers of every answer, errors among them. Only registered assets replace `cache-control`.
 *
 * @param publicOrigin as browsers show it; with https the browser is told to keep to https
 */
export function listHeaders(publicOrigin: string | undefined): Readonly<Record<string, string>> {
  if (!publicOrigin?.startsWith('https:')) return ALWAYS;
  return { ...ALWAYS, 'strict-transport-security': 'max-age=63072000; includeSubDomains' };
}
