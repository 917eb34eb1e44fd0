/**
 * With these, a browser that opens the bytes as a page runs nothing of them. It asks before it shows kept bytes again:
 * the file may be deleted by now, or somebody else signed in.
 */
const DOWNLOAD_HEADERS = {
  'cache-control': 'private, no-cache',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'x-content-type-options': 'nosniff',
}

/** RFC 6266: the name for every browser, and one in ASCII for older ones. */
export const disposition = (name: string): string => {
  const ascii = name.replaceAll(/[^ -~]|["\\%]/gu, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

/** Headers of bytes that never change under their `name`. */
export const downloadHeaders = (name: string) => ({
  ...DOWNLOAD_HEADERS,
  etag: `"${name}"`,
})

/** Whether the `If-None-Match` of a request lists this tag, weak or not. */
export const isKnown = (listed: string | undefined, etag: string): boolean =>
  listed?.split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, ''))) ?? false
