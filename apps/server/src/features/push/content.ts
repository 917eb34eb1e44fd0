// What a push says. It is small, because no push service takes much, and has nothing that the person may not read in the app.
import type { Notice, Policy, PushContent } from '@lectern/protocol'
import { plainExcerpt } from '../notices/plain-excerpt.ts'
import { noticeTexts } from '../notices/texts-in.ts'

/** As in the app: one notification, whoever shows it. */
export const tagOf = ({
  conversation_id,
  created_seq,
}: Pick<Notice, 'conversation_id' | 'created_seq'>): string => `${conversation_id} ${created_seq}`

interface Told {
  lang: string
  open: number
  policy: Pick<Policy, 'notice_text'>
}

export const contentOf = (notice: Notice, { lang, open, policy }: Told): PushContent => {
  const t = noticeTexts(lang)
  const { sender, because, title, conversation_id, message_id, told_at } = notice
  return {
    type: 'notice',
    tag: tagOf(notice),
    title: t.head(sender, because, title),
    body: policy.notice_text === 'nowhere' ? t.untold : plainExcerpt(notice, t),
    lang,
    path: `/c/${conversation_id}/m/${message_id}`,
    ...{ told_at, open },
  }
}

/** Of no message: shows that the way to the device is open. */
export const testContent = (lang: string, told_at: string, open: number): PushContent => {
  const t = noticeTexts(lang)
  return {
    type: 'notice',
    tag: 'test',
    title: t.test,
    body: t.testBody,
    lang,
    path: '/settings',
    told_at,
    open,
  }
}
