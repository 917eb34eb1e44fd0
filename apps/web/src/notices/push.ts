// Notices on this device while the app is closed: the browser subscribes, and the server is told where.
import type { NoticeDesk } from '@lectern/client'
import { texts } from '../texts/texts.ts'
import { askPermission, permissionNow } from './desktop.ts'
import { forgetPush } from './forget-push.ts'

/** `install`: on iPhones and iPads only an app on the home screen gets any. */
export type PushSupport = 'possible' | 'install' | 'missing'

interface Apple {
  standalone?: boolean
}

const isAppleTouch = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1)

export const pushSupport = (): PushSupport => {
  if ('serviceWorker' in navigator && 'PushManager' in globalThis) return 'possible'
  return isAppleTouch() && (navigator as Apple).standalone !== true ? 'install' : 'missing'
}

/** Browsers made of Chromium forgive a few pushes that show nothing; others end the subscription. */
const mayClose = (): boolean => 'userAgentData' in navigator

const keyOf = (subscription: PushSubscription): string =>
  btoa(
    String.fromCharCode(...new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0))),
  )
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** After an act of the person. Returns whether this device has pushes now. @throws the browser's refusal, or ApiError */
export const turnPushOn = async (desk: NoticeDesk, public_key: string): Promise<boolean> => {
  const permission = permissionNow() === 'default' ? await askPermission() : permissionNow()
  if (permission !== 'granted') return false
  const { pushManager } = await navigator.serviceWorker.ready
  const before = await pushManager.getSubscription()
  // It was made for another key of the server: nothing would come.
  if (before && keyOf(before) !== public_key) await before.unsubscribe()
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: public_key })
  const { endpoint = '', keys: { p256dh = '', auth = '' } = {} } = made.toJSON()
  await desk.subscribe({ endpoint, keys: { p256dh, auth }, lang: texts.language, closes: mayClose() })
  return true
}

/** @throws ApiError */
export const turnPushOff = async (desk: NoticeDesk): Promise<void> => {
  await forgetPush()
  await desk.unsubscribe()
}

/** When the app is opened: what the browser or the server lost meanwhile is made again. Nobody is asked anything. */
export const keepPush = async (desk: NoticeDesk, isWanted: boolean): Promise<void> => {
  if (pushSupport() !== 'possible') return
  const registration = await navigator.serviceWorker.getRegistration()
  const subscription = await registration?.pushManager.getSubscription()
  if (!isWanted) {
    // Of somebody else, whose session ended elsewhere.
    if (subscription) await forgetPush()
    return
  }
  if (permissionNow() !== 'granted') return
  const { public_key, subscribed } = await desk.push()
  if (public_key === undefined) return
  const isWhole = subscription && subscribed && keyOf(subscription) === public_key
  if (!isWhole) await turnPushOn(desk, public_key)
}
