// The building blocks of stories: a chat without a network, set to the moment that is shown.
import { StrictMode, useMemo, useState, type ReactNode } from 'react'
import type { StoryObj } from '@storybook/react-vite'
import { ApiError, type ConversationSummary, type TimelineRow } from '@lectern/client'
import type { Me, Message } from '@lectern/protocol'
import { useChatEnvironment } from '../src/context/chat-context.ts'
import { ListItem } from '../src/chat/list/ListItem.tsx'
import { RowScopeProvider, type RowScope } from '../src/rows/row-context.ts'
import { lastOwnId, timelineItems } from '../src/rows/timeline-items.ts'
import { germanLabels } from '../src/labels/german-labels.ts'
import { useMe, useTimeline } from '../src/hooks/hooks.ts'
import { InstructorChatProvider, type InstructorChatProviderProps } from '../src/InstructorChatProvider.tsx'
import { FakeChat } from '../src/testing/fake-chat.ts'
import { ADA, BEN, CHLOE, member, row, summary } from '../src/testing/samples.ts'

export type Story = StoryObj

export const nothing = (): void => {}

export interface SceneOptions extends Partial<
  Omit<InstructorChatProviderProps, 'chat' | 'children' | 'labels' | 'locale'>
> {
  /** The viewer. */
  me?: Me
}

/** A story: `set` makes the moment and returns what to show of it. */
export const scene = (set: (fake: FakeChat) => ReactNode, options: SceneOptions = {}): Story => ({
  render: (_, { globals, id }) => (
    <Scene key={id} set={set} language={String(globals['language'])} {...options} />
  ),
})

type SceneProps = SceneOptions & { set: (fake: FakeChat) => ReactNode; language: string }

const Scene = ({ set, language, me = ADA, ...surroundings }: SceneProps) => {
  const [{ fake, shown }] = useState(() => {
    const fake = new FakeChat(me)
    return { fake, shown: set(fake) }
  })
  const german = language === 'de' && { labels: germanLabels }
  return (
    <StrictMode>
      <InstructorChatProvider
        chat={fake.chat}
        locale={german ? 'de-DE' : 'en-GB'}
        onOpenDocument={nothing}
        {...german}
        {...surroundings}
      >
        {shown}
      </InstructorChatProvider>
    </StrictMode>
  )
}

export const page = (content: ReactNode) => <main className="lectern story-page">{content}</main>
export const panel = (content: ReactNode) => <main className="lectern story-panel">{content}</main>

const PEOPLE = [member(ADA, { read_seq: 3 }), member(BEN, { read_seq: 2 }), member(CHLOE)]

/** Sets the conversation `room`: by default a course of three. */
export const room = (
  fake: FakeChat,
  said: readonly (Message | TimelineRow)[] = [],
  changes: Partial<ConversationSummary> = {},
): void => {
  const session = fake.session.get()
  const me = session.status === 'signed_in' ? session.user : ADA
  const rows = said.map((each) => ('message' in each ? each : row(each, me)))
  const stores = fake.of('room')
  const { peer_id: _, ...course } = summary({
    kind: 'course',
    title: 'Mathematics 1',
    display_title: 'Mathematics 1',
    members: PEOPLE,
    member_count: PEOPLE.length,
  })
  const shown = { ...course, ...changes }
  stores.summary.set(shown)
  stores.members.set(shown.members)
  stores.timeline.set({ ...stores.timeline.get(), rows })
  fake.conversations.set({ ...fake.conversations.get(), items: [shown] })
  fake.presence.set({ [ADA.id]: 'online', [BEN.id]: 'away' })
}

export const DIRECT: Partial<ConversationSummary> = {
  kind: 'direct',
  display_title: BEN.name,
  members: [member(ADA), member(BEN)],
  member_count: 2,
  peer_id: BEN.id,
}

/** Every row of `room`; the list itself renders only those in view. */
export const Rows = () => {
  const { chat, views } = useChatEnvironment()
  const me = useMe()
  const rows = useTimeline('room', (timeline) => timeline.rows)
  const scope = useMemo<RowScope | undefined>(() => {
    const handle = chat.conversation('room')
    const direct = handle.summary.get()?.kind === 'direct'
    return me && { handle, me, direct, view: views.of('room'), jump: nothing }
  }, [chat, views, me])
  if (!scope) return null
  const lastOwn = lastOwnId(rows)
  return (
    <RowScopeProvider value={scope}>
      <main className="lectern story-rows">
        {timelineItems({ rows, has_more_before: true }).map((item) => (
          <ListItem
            key={item.key}
            item={item}
            lastOwn={item.key === lastOwn}
            quoted={quotedBy(item, rows)}
            focusable={false}
            marked={false}
          />
        ))}
      </main>
    </RowScopeProvider>
  )
}

const quotedBy = (
  item: ReturnType<typeof timelineItems>[number],
  rows: readonly TimelineRow[],
): Message | undefined =>
  item.type === 'message' ? rows.find(({ id }) => id === item.row.message.reply_to_id)?.message : undefined

/** A story of rows. */
export const rows = (
  said: readonly (Message | TimelineRow)[],
  options: SceneOptions = {},
  changes: Partial<ConversationSummary> = {},
): Story =>
  scene((fake) => {
    room(fake, said, changes)
    return <Rows />
  }, options)

/** The error of a refusing server. */
export const refused = (status: number, code: string, detail: string): ApiError =>
  new ApiError({
    type: 'about:blank',
    title: detail,
    status,
    detail,
    code: code as ApiError['problem']['code'],
    retry: 'later',
    request_id: 'req_7f3a9c',
  })
