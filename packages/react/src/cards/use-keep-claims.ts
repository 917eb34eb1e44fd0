import { useEffect } from 'react'
import type { ConversationHandle } from '@lectern/client'
import type { Card, Me, TutoringTopic } from '@lectern/protocol'
import { after } from '../core/clock.ts'
import { useChat } from '../context/chat-context.ts'
import { useLive } from '../hooks/use-store.ts'
import { useEvent } from '../hooks/use-event.ts'

/** A claim is renewed this long before it ends. */
const AHEAD_MS = 60_000

/** Keeps a tutor's claims as long as the conversation is on their screen, scrolled out of sight or not. */
export const useKeepClaims = (handle: ConversationHandle, me: Me | undefined): void => {
  const { now } = useChat()
  const next = useLive(handle.timeline, ({ rows }) =>
    rows
      .flatMap(({ message: { card } }) => (card && isMine(card, me) ? [card] : []))
      .reduce<Card | undefined>(
        (first, card) => (!first || endOf(card) < endOf(first) ? card : first),
        undefined,
      ),
  )
  const renew = useEvent(({ id, message_id }: Card) => handle.act({ id, message_id }, 'claim'))
  useEffect(() => {
    if (!next) return undefined
    return after(Math.max(0, endOf(next) - now() - AHEAD_MS), () => void renew(next))
  }, [next, now, renew])
}

const isMine = ({ type, state, data }: Card, me: Me | undefined): boolean =>
  type === 'tutoring_topic' &&
  state === 'human_active' &&
  (data as unknown as TutoringTopic).tutor?.user_id === me?.id

const endOf = ({ data }: Card): number => Date.parse((data as unknown as TutoringTopic).lease_until ?? '')
