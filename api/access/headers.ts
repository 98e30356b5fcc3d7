import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Door } from './door.ts';

/** What a page of ours may load: our own files only, nothing inline, in no frame. */
const policy = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  workerSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** Once reached by TLS, for a year by nothing else. */
const yearByTls = 'max-age=31536000';

/** Headers of every answer: our own files only, nothing inline, no frames, no sniffing, no referrer, no sensors. */
export const securityHeaders = (door: Door): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: policy,
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    strictTransportSecurity: door === 'loopback' ? false : yearByTls,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
    xXssProtection: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
  });

/** The headers that even an answer to what is no request has. */
export const bareHeaders = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;
