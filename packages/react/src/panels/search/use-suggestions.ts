import { useState } from 'react'
import type { User } from '@lectern/protocol'
import { useChat } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { fold } from '../../core/fold.ts'
import { nameTags } from '../../core/name-tags.ts'
import { useConversations } from '../../hooks/hooks.ts'
import { useAskAfterTyping } from '../../hooks/use-ask-after-typing.ts'
import { useEvent } from '../../hooks/use-event.ts'
import { useFoundConversations } from '../../hooks/use-found-conversations.ts'
import { HAS, IS, isDay, type MessageSearchWish, type TypedFilter } from './message-filters.ts'

export interface Suggestion {
  key: string
  title: string
  /** A second fact, that tells equal titles apart. */
  side?: string
  filter: Partial<MessageSearchWish>
}

const MOST = 8

/** What fits to the filter that somebody is typing. */
export const useSuggestions = (typed: TypedFilter | undefined): readonly Suggestion[] => {
  const labels = useLabels()
  const people = usePeople(typed?.filter === 'from' ? typed.value : undefined)
  const conversations = useTitles(typed?.filter === 'in' ? typed.value : undefined)
  if (!typed) return []
  const { filter, value } = typed
  const tags = nameTags(people)
  const fits = (title: string) => fold(title).includes(fold(value))
  if (filter === 'from')
    return people.map(({ id, name, role }) => ({
      key: id,
      title: name,
      side: [labels.role[role], tags.get(id)].filter(Boolean).join(' · '),
      filter: { from: id },
    }))
  if (filter === 'in') return conversations.map(({ id, title }) => ({ key: id, title, filter: { in: id } }))
  if (filter === 'has')
    return HAS.map((has) => ({ key: has, title: labels.search.has[has], filter: { has } })).filter(
      ({ key, title }) => fits(title) || fits(key),
    )
  if (filter === 'is')
    return IS.map((is) => ({ key: is, title: labels.search.is[is], filter: { is } })).filter(
      ({ key, title }) => fits(title) || fits(key),
    )
  return daysFor(value, labels.search.days).map(({ day, title }) => ({
    key: day,
    title,
    side: day,
    filter: { [filter]: day },
  }))
}

const useTitles = (typed: string | undefined): { id: string; title: string }[] => {
  const items = useConversations((state) => state.items)
  const found = useFoundConversations(typed ?? '', 'all')
  if (typed === undefined) return []
  return items
    .filter(({ id, display_title }) => found.ids.has(id) || fold(display_title).includes(fold(typed)))
    .slice(0, MOST)
    .map(({ id, display_title }) => ({ id, title: display_title }))
}

const usePeople = (typed: string | undefined): readonly User[] => {
  const { users } = useChat()
  const [people, setPeople] = useState<readonly User[]>([])
  // Without a server nobody is suggested.
  const ask = useEvent(() => users.search(typed ?? '').catch((): User[] => []))
  useAskAfterTyping(typed, 0, ask, setPeople)
  const known = useConversations((state) => state.items)
  if (typed === undefined) return []
  // Most often it is somebody whom one talks with.
  const met = new Set(known.flatMap(({ members }) => members.map(({ user_id }) => user_id)))
  return people.toSorted((a, b) => Number(met.has(b.id)) - Number(met.has(a.id))).slice(0, MOST)
}

type DayNames = Record<'today' | 'yesterday' | 'week' | 'month' | 'year', string>

const dayBefore = (days: number): string => {
  const date = new Date()
  date.setDate(date.getDate() - days)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

const daysFor = (value: string, names: DayNames): { day: string; title: string }[] => {
  if (isDay(value)) return [{ day: value, title: value }]
  const days = { today: 0, yesterday: 1, week: 7, month: 30, year: 365 }
  return Object.entries(days)
    .map(([name, count]) => ({ day: dayBefore(count), title: names[name as keyof DayNames] }))
    .filter(({ day, title }) => day.startsWith(value) || fold(title).includes(fold(value)))
}
