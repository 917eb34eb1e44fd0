/**
 * With these, a browser that opens the bytes as a page runs nothing of them. The content of an id never
 * changes.
 */
export const DOWNLOAD_HEADERS = {
  'cache-control': 'private, max-age=86400, immutable',
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
