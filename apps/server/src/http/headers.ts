type Headers = Record<string, string>

/** Answers of the API: never cached, and harmless in a browser that opens one as a page. */
export const API_HEADERS: Headers = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** For a year: a client that has come over TLS once never comes without. */
export const hstsHeaders = (reach: 'subdomains' | 'host' | 'off'): Headers =>
  reach === 'off'
    ? {}
    : {
        'strict-transport-security': `max-age=31536000${reach === 'subdomains' ? '; includeSubDomains' : ''}`,
      }

export const PAGE_HEADERS: Headers = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(self), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

/** Not every browser matches a socket to the own host with 'self', so the host is named. */
export const pagePolicy = (host: string | undefined): string => {
  const own = host !== undefined && /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : ''
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${own}`,
    "media-src 'self' blob:",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // The one policy of the app, for the URL of its worker.
    "trusted-types lectern-worker 'allow-duplicates'",
  ].join('; ')
}

export const corsHeaders = (origin: string): Headers => ({
  'access-control-allow-origin': origin,
  'access-control-allow-credentials': 'true',
  'access-control-expose-headers':
    'date, x-request-id, retry-after, ratelimit, ratelimit-policy, location, tus-resumable, upload-offset, upload-length, upload-expires',
})

export const preflightHeaders = (methods: string): Headers => ({
  'access-control-allow-methods': methods,
  'access-control-allow-headers':
    'authorization, content-type, x-request-id, tus-resumable, upload-length, upload-metadata, upload-offset, range',
  'access-control-max-age': '600',
})
