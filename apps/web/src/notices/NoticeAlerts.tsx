// What this browser does when a notice comes: a short note where somebody looks at the page, a notification of the system where
// nobody does. The server has decided already whether anything may be heard.
import type { NoticeDesk } from '@lectern/client'
import type { Notice } from '@lectern/protocol'
import { noticeExcerpt, useChat, useNoticeDesk } from '@lectern/react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { labels, texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { usePreferences } from '../preferences.ts'
import { conversationPath } from '../routes.ts'
import { useToasts } from '../ui/toasts.ts'
import { closeDesktop, closePushed, permissionNow, showDesktop } from './desktop.ts'
import { keepPush } from './push.ts'
import { followFocus, isAnyLookedAt, isLookedAt } from './page-focus.ts'
import { playSound } from './sound.ts'

export interface NoticeAlertsProps {
  /** The one that the page shows. */
  conversation_id: string | undefined
  /** The page is the list of notices. */
  isList: boolean
}

/** Shows nothing itself. */
export const NoticeAlerts = (props: NoticeAlertsProps) => {
  const desk = useNoticeDesk()
  return desk ? <Alerts desk={desk} {...props} /> : null
}

const Alerts = ({ desk, ...shown }: NoticeAlertsProps & { desk: NoticeDesk }) => {
  useView(desk, shown.conversation_id)
  useArrivals(desk, shown)
  useBadge(desk)
  usePlannedFaults()
  return null
}

/** The server makes no device heard of what somebody looks at. */
const useView = (desk: NoticeDesk, conversation_id: string | undefined): void => {
  useEffect(() => {
    const end = followFocus((isLooked) => desk.view(isLooked ? conversation_id : undefined))
    return () => {
      end()
      desk.view(undefined)
    }
  }, [desk, conversation_id])
}

export const noticeKey = ({ conversation_id, created_seq }: Notice): string =>
  `${conversation_id} ${created_seq}`

const pathOf = ({ conversation_id, message_id }: Notice): string =>
  conversationPath(conversation_id, message_id)

const useArrivals = (desk: NoticeDesk, { conversation_id, isList }: NoticeAlertsProps): void => {
  const { notices } = useChat()
  const toasts = useToasts()
  const { preferences, prefer } = usePreferences()
  /** The note of a notice, and what takes it away: a later one takes its place. */
  const noted = useRef<{ key: string; end(): void }>(undefined)
  const missed = useRef(false)

  const note = useEffectEvent((notice: Notice) => {
    noted.current?.end()
    const action = { label: texts.notices.open, run: () => navigate(pathOf(notice)) }
    noted.current = { key: noticeKey(notice), end: toasts.note(wordsOf(notice), action) }
  })

  const arrived = useEffectEvent(async (notice: Notice) => {
    if (notice.held !== undefined) return
    const { notice_sound, notice_desktop } = preferences
    if (isLookedAt()) {
      void closePushed((tag) => tag === noticeKey(notice))
      if (isList || notice.conversation_id === conversation_id) return
      note(notice)
      if (notice_sound) void playSound()
      return
    }
    // Of all pages of this browser one speaks, and only if nobody looks at another.
    if (!notices.leads.get() || (await isAnyLookedAt())) return
    missed.current = true
    if (notice_sound) void playSound()
    if (!notice_desktop) return
    const { tag, ...said } = { tag: noticeKey(notice), ...titleAndBody(notice) }
    const shown = { tag, ...said, lang: texts.language, path: pathOf(notice) }
    await showDesktop(shown, () => navigate(pathOf(notice)))
  })

  /** Once, when somebody comes back to a page that could not tell them. */
  const hint = useEffectEvent(() => {
    if (!missed.current || preferences.notice_hinted || permissionNow() !== 'default') return
    missed.current = false
    prefer({ notice_hinted: true })
    toasts.offer(texts.notices.missed, {
      label: texts.notices.choose,
      run: () => navigate('/settings'),
    })
  })

  const ended = useEffectEvent(() => {
    const { notices: known, has_more, open: news } = desk.state.get()
    const open = new Set(known.flatMap((each) => (each.ended_at ? [] : [noticeKey(each)])))
    closeDesktop((tag) => open.has(tag))
    // A push may be faster than the list, and the list may not reach back so far.
    const [newest = '', oldest = ''] = [known[0]?.told_at, known.at(-1)?.told_at]
    const from = has_more && news > open.size ? oldest : ''
    void closePushed((tag, told_at) => told_at >= from && told_at <= newest && !open.has(tag))
    if (noted.current && !open.has(noted.current.key)) {
      noted.current.end()
      noted.current = undefined
    }
  })

  /** This page has said it already. */
  const pushed = useEffectEvent((tag: string) => {
    if (isLookedAt() && desk.state.get().notices.some((each) => noticeKey(each) === tag))
      void closePushed((shown) => shown === tag)
  })
  const keep = useEffectEvent(() => void keepPush(desk, preferences.notice_push).catch(() => {}))

  useEffect(() => {
    if (isList) noted.current?.end()
  }, [isList])

  useEffect(() => {
    desk.ensure()
    const ends = [
      desk.onArrival((notice) => void arrived(notice)),
      desk.state.subscribe(() => ended()),
      followReturn(() => hint()),
      followPushes((tag) => pushed(tag)),
    ]
    keep()
    return () => ends.forEach((end) => end())
  }, [desk])
}

/** The service worker showed a notification. */
const followPushes = (came: (tag: string) => void): (() => void) => {
  const take = ({ data }: MessageEvent<{ pushed?: string }>) => data.pushed !== undefined && came(data.pushed)
  const { serviceWorker } = navigator
  serviceWorker?.addEventListener('message', take)
  return () => serviceWorker?.removeEventListener('message', take)
}

const followReturn = (came: () => void): (() => void) => {
  const look = () => isLookedAt() && came()
  addEventListener('focus', look)
  return () => removeEventListener('focus', look)
}

/** What the person wrote for later, and was not sent: told when they come, and as soon as it happens. */
const usePlannedFaults = (): void => {
  const { planned } = useChat()
  const toasts = useToasts()
  const told = useRef(new Set<string>())
  const look = useEffectEvent(async () => {
    // The first page has them: their time is over.
    const found = await planned.list().catch(() => undefined)
    const faults = found?.planned.filter(({ failed, id }) => failed && !told.current.has(id)) ?? []
    if (faults.length === 0) return
    for (const { id } of faults) told.current.add(id)
    toasts.offer(texts.planned.faults(faults.length), {
      label: texts.planned.look,
      run: () => navigate('/my/planned'),
    })
  })
  useEffect(() => {
    void look()
    return planned.news.subscribe(() => void look())
  }, [planned])
}

/** The number on the icon of an installed app. */
const useBadge = (desk: NoticeDesk): void => {
  useEffect(() => {
    const show = () => {
      const { open } = desk.state.get()
      // Where the app is not installed, browsers refuse or do nothing.
      void (open > 0 ? navigator.setAppBadge?.(open) : navigator.clearAppBadge?.())?.catch(() => {})
    }
    show()
    return desk.state.subscribe(show)
  }, [desk])
}

const titleAndBody = (notice: Notice): { title: string; body: string } => {
  const { sender, because, title } = notice
  return { title: texts.notices.head(sender, because, title), body: noticeExcerpt(notice, labels) }
}

const wordsOf = (notice: Notice): string => {
  const { title, body } = titleAndBody(notice)
  return body === '' ? title : `${title}: ${body}`
}
