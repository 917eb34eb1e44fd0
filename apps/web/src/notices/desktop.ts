// Notifications of the system. On a phone only the service worker may show them.
import { addressOf } from '../base-path.ts'

export interface DesktopNotice {
  /** Of the message: one notification, whoever shows it. */
  tag: string
  title: string
  body: string
  lang: string
  /** Where it leads. */
  path: string
}

type Permission = 'granted' | 'denied' | 'default' | 'missing'

export const permissionNow = (): Permission =>
  typeof Notification === 'undefined' ? 'missing' : Notification.permission

/** Only after an act of the person: browsers refuse, or remember a no, otherwise. */
export const askPermission = async (): Promise<Permission> =>
  typeof Notification === 'undefined' ? 'missing' : Notification.requestPermission()

const shown = new Map<string, { close(): void }>()

const byWorker = async (notice: DesktopNotice, options: NotificationOptions): Promise<void> => {
  const registration = await navigator.serviceWorker?.getRegistration()
  if (!registration) return
  await registration.showNotification(notice.title, { ...options, data: { url: addressOf(notice.path) } })
  const close = async () => {
    for (const one of await registration.getNotifications({ tag: notice.tag })) one.close()
  }
  shown.set(notice.tag, { close: () => void close().catch(() => {}) })
}

/** Shows it unless it is shown; `open`: it was pressed. */
export const showDesktop = async (notice: DesktopNotice, open: () => void): Promise<void> => {
  if (permissionNow() !== 'granted' || shown.has(notice.tag)) return
  const { tag, body, lang } = notice
  const options = { tag, body, lang, icon: addressOf('/icons/icon-192.png') }
  try {
    const made = new Notification(notice.title, options)
    shown.set(tag, made)
    made.addEventListener('click', () => {
      globalThis.focus()
      open()
      made.close()
    })
    made.addEventListener('close', () => shown.delete(tag))
  } catch {
    await byWorker(notice, options).catch(() => {})
  }
}

/** Closes those that a push showed, by their tag and when they were told. */
export const closePushed = async (isOver: (tag: string, told_at: string) => boolean): Promise<void> => {
  if (permissionNow() !== 'granted') return
  const registration = await navigator.serviceWorker?.getRegistration()
  for (const one of (await registration?.getNotifications()) ?? []) {
    const { told_at } = (one.data ?? {}) as { told_at?: string }
    if (told_at !== undefined && isOver(one.tag, told_at)) one.close()
  }
}

/** Closes those that are news no longer. */
export const closeDesktop = (isNews: (tag: string) => boolean): void => {
  for (const [tag, one] of shown) {
    if (isNews(tag)) continue
    one.close()
    shown.delete(tag)
  }
}
