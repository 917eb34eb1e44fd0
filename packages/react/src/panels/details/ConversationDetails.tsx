import { memo, useEffect, useId, type ComponentType, type ReactNode } from 'react'
import type { ConversationSummary } from '@lectern/client'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { FilesSection } from '../../attachments/FilesSection.tsx'
import { useConversation, useConversationHandle, useMe, useTimeline } from '../../hooks/hooks.ts'
import { useEvent } from '../../hooks/use-event.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import type { ConversationViews } from '../../context/conversation-view.ts'
import {
  AttachIcon,
  BookIcon,
  BookmarkIcon,
  PeopleIcon,
  QuestionIcon,
  SettingsIcon,
  ThreadIcon,
} from '../../ui/icons.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { DetailsTabs, tabIdOf, type TabItem } from './DetailsTabs.tsx'
import { PeopleTab } from './PeopleTab.tsx'
import { DETAILS_TABS, type DetailsProps, type DetailsSection, type DetailsTab } from './sections.ts'
import { ThreadsContext, useThreads } from './use-threads.ts'

/** Tabs that are not the first one. */
export const LazyThreadsTab = lazyPart(async () => (await import('./ThreadsTab.tsx')).ThreadsTab)
export const LazyKeptTab = lazyPart(async () => (await import('./KeptTab.tsx')).KeptTab)
export const LazyQuestionsTab = lazyPart(async () => (await import('./QuestionsTab.tsx')).QuestionsTab)
export const LazyDocumentsTab = lazyPart(async () => (await import('./DocumentsTab.tsx')).DocumentsTab)
export const LazySettingsTab = lazyPart(async () => (await import('./SettingsTab.tsx')).SettingsTab)

export interface ConversationDetailsProps {
  conversationId: string
  /** The person went to a message; details that cover the conversation may close. */
  onJump?: (() => void) | undefined
  /** The chosen tab: one of `DETAILS_TABS`, or a section of yours. Without it the details remember it themselves. */
  tab?: string | undefined
  onTab?: ((tab: string) => void) | undefined
  /** Sections of yours, each with a tab of its own; the same array at each render. */
  sections?: readonly DetailsSection[] | undefined
}

const FilesTab = ({ summary }: DetailsProps) => <FilesSection conversationId={summary.id} />

const CONTENT: Readonly<Record<DetailsTab, ComponentType<DetailsProps>>> = {
  people: PeopleTab,
  threads: LazyThreadsTab,
  kept: LazyKeptTab,
  files: FilesTab,
  questions: LazyQuestionsTab,
  documents: LazyDocumentsTab,
  settings: LazySettingsTab,
}

const ICONS: Readonly<Record<DetailsTab, ReactNode>> = {
  people: <PeopleIcon />,
  threads: <ThreadIcon />,
  kept: <BookmarkIcon />,
  files: <AttachIcon />,
  questions: <QuestionIcon />,
  documents: <BookIcon />,
  settings: <SettingsIcon />,
}

const NONE: readonly DetailsSection[] = []

interface Tab extends TabItem {
  Content: ComponentType<DetailsProps>
}

const useTabs = (
  summary: ConversationSummary,
  sections: readonly DetailsSection[],
  unread_threads: number,
): readonly Tab[] => {
  const labels = useLabels()
  const { open_questions } = summary
  const counts: Partial<Record<DetailsTab, { count: number; counted: string }>> = {
    threads: { count: unread_threads, counted: labels.threads.unread(unread_threads) },
    questions: { count: open_questions, counted: labels.unansweredCount(open_questions) },
  }
  return [
    ...DETAILS_TABS.map((id) => ({
      id,
      title: labels.detailsTabs[id],
      icon: ICONS[id],
      Content: CONTENT[id],
      ...((counts[id]?.count ?? 0) > 0 && counts[id]),
    })),
    ...sections.filter(({ available }) => available?.(summary) ?? true),
  ]
}

/**
 * What belongs to a conversation, in tabs. Another conversation is shown in the same tab. Fills the height of its container.
 * @example <ConversationDetails conversationId={id} sections={[{ id: 'grades', title: 'Grades', Content: Grades }]} />
 */
export const ConversationDetails = memo((props: ConversationDetailsProps) => {
  const summary = useConversation(props.conversationId)
  // Watched also where the details stand alone.
  useTimeline(props.conversationId, ({ status }) => status)
  const me = useMe()
  if (!summary || !me) return <div className="lectern lectern-details" />
  return <OpenDetails {...props} summary={summary} />
})

const OpenDetails = (props: ConversationDetailsProps & { summary: ConversationSummary }) => {
  const { conversationId, summary, onJump, onTab, sections = NONE } = props
  const labels = useLabels()
  const { views } = useChatEnvironment()
  const kept = useSnapshot(views.detailsTab)
  const threads = useThreads(useConversationHandle(conversationId))
  const tabs = useTabs(summary, sections, threads.unread)
  const place = useId()
  const wanted = props.tab ?? kept
  const choose = useEvent((id: string) => {
    views.detailsTab.set(id)
    onTab?.(id)
  })
  const jump = useEvent((message_id: string) => {
    views.of(conversationId).jumpTo(message_id)
    onJump?.()
  })
  useShownThread(views, conversationId, choose)
  // A section that is not for this conversation is shown again with the next one that it is for.
  const { id, Content } = tabs.find((tab) => tab.id === wanted) ?? PEOPLE
  return (
    <div className="lectern lectern-details">
      <DetailsTabs label={labels.details} place={place} tabs={tabs} shown={id} onChoose={choose} />
      <div
        // Each begins at its top, without what was typed for another conversation.
        key={`${conversationId} ${id}`}
        className="lectern-details-panel"
        role="tabpanel"
        id={`${place}-panel`}
        aria-labelledby={tabIdOf(place, id)}
        tabIndex={0}
      >
        <ThreadsContext.Provider value={threads}>
          <PartBoundary>
            <Content summary={summary} jump={jump} />
          </PartBoundary>
        </ThreadsContext.Provider>
      </div>
    </div>
  )
}

const PEOPLE = { id: 'people', Content: PeopleTab }

/** While there are details, threads are shown in them: whoever opens one is led to it. */
const useShownThread = (
  views: ConversationViews,
  conversation_id: string,
  choose: (tab: DetailsTab) => void,
): void => {
  const { thread, threadWanted } = views.of(conversation_id)
  useEffect(() => {
    // One that was open over the conversation goes on here.
    if (thread.get() !== undefined && views.detailsShown.get() === 0) choose('threads')
    views.detailsShown.update((count) => count + 1)
    return () => views.detailsShown.update((count) => count - 1)
  }, [views, thread, choose])
  useEffect(() => threadWanted.subscribe(() => choose('threads')), [threadWanted, choose])
}
