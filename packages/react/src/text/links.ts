const ALLOWED = new Set(['http:', 'https:', 'mailto:'])

/** Characters that turn the reading direction, with which one address can be made to look like another. */
// oxlint-disable-next-line no-control-regex -- these are the characters to remove
const TURNING = /[\u0000-\u001f\u007f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

export const withoutTurning = (text: string): string => text.replace(TURNING, '')

export interface SafeLink {
  href: string
  /** Its real host, if the text does not already show it. */
  host?: string
}

/** The link to render, or undefined unless its address is http, https or mailto. */
export const safeLink = (address: string, text: string): SafeLink | undefined => {
  const url = parse(withoutTurning(address).trim())
  if (!url) return undefined
  if (url.protocol === 'mailto:') {
    const to = decode(url.pathname)
    return text.trim() === to ? { href: url.href } : { href: url.href, host: to }
  }
  return shows(text, url) ? { href: url.href } : { href: url.href, host: url.host }
}

const parse = (address: string): URL | undefined => {
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  return ALLOWED.has(url.protocol) ? url : undefined
}

const decode = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Whether a reader of `text` already sees the host; a user name before an @ could look like one. */
const shows = (text: string, url: URL): boolean => {
  if (url.username !== '' || url.password !== '') return false
  const seen = /^(?:https?:\/\/)?([^/?#\s]+)/iu.exec(text.trim())?.[1]?.toLowerCase()
  return seen === url.host || seen === url.hostname
}

const LONG_CHARS = 60
const END_CHARS = 16
const PATH_CHARS = 16

/** A long bare address in three parts: its host is always in the first part. */
export const cutInTheMiddle = (
  address: string,
): { begin: string; middle: string; end: string } | undefined => {
  const host = /^(?:https?:\/\/)?[^/?#]+/iu.exec(address)?.[0]
  if (!host || address.length - host.length < LONG_CHARS - END_CHARS) return undefined
  const begin = address.slice(0, host.length + PATH_CHARS)
  const end = address.slice(-END_CHARS)
  return { begin, middle: address.slice(begin.length, -END_CHARS), end }
}
