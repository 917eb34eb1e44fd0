// Shows the unread number in the tab's title and as a badge on its icon.
import { useEffect } from 'react'
import { addressOf } from '../base-path.ts'
import { texts } from '../texts/texts.ts'

const BOOK =
  '<rect width="32" height="32" rx="8" fill="#0c6b70"/><path d="M7 8.6c3.2-.9 6.3-.5 9 1.4 2.7-1.9 5.8-2.3 9-1.4V19c-3.2-.9-6.3-.5-9 1.4-2.7-1.9-5.8-2.3-9-1.4z" fill="#fff"/>'

/** The URL of the icon; a plain file if nothing is unread. */
export const faviconOf = (unread: number): string => {
  if (unread === 0) return '/favicon.svg'
  const label = unread > 99 ? '99' : String(unread)
  const badge = `<circle cx="21" cy="21" r="11" fill="#fff"/><circle cx="21" cy="21" r="10" fill="#c2362b"/><text x="21" y="26" font-family="system-ui,sans-serif" font-size="${label.length > 1 ? 12 : 15}" font-weight="700" text-anchor="middle" fill="#fff">${label}</text>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">${BOOK}${badge}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

export const useUnreadMark = (unread: number, title: string): void => {
  useEffect(() => {
    document.title = texts.shell.titleUnread(unread, title)
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    const drawn = faviconOf(unread)
    const href = drawn.startsWith('/') ? addressOf(drawn) : drawn
    if (icon && icon.getAttribute('href') !== href) icon.href = href
  }, [unread, title])
}
