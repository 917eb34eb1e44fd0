import { memo, useId, type ComponentType, type ReactNode } from 'react'
import type { ConversationSummary } from '@lectern/client'
import { useChatEnvironment } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { FilesSection } from '../../attachments/FilesSection.tsx'
import { useConversation, useMe, useTimeline } from '../../hooks/hooks.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import {
  AttachIcon,
  BookIcon,
  BookmarkIcon,
  PeopleIcon,
  QuestionIcon,
  SettingsIcon,
} from '../../ui/icons.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { lazyPart } from '../../ui/lazy-part.tsx'
import { DetailsTabs, tabIdOf, type TabItem } from './DetailsTabs.tsx'
import { PeopleTab } from './PeopleTab.tsx'
import { DETAILS_TABS, type DetailsProps, type DetailsSection, type DetailsTab } from './sections.ts'

/** Tabs that are not the first one. */
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
  kept: LazyKeptTab,
  files: FilesTab,
  questions: LazyQuestionsTab,
  documents: LazyDocumentsTab,
  settings: LazySettingsTab,
}

const ICONS: Readonly<Record<DetailsTab, ReactNode>> = {
  people: <PeopleIcon />,
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
  summary: ConversationSummary | undefined,
  sections: readonly DetailsSection[],
): readonly Tab[] => {
  const labels = useLabels()
  if (!summary) return []
  const count = summary.open_questions
  return [
    ...DETAILS_TABS.map((id) => ({
      id,
      title: labels.detailsTabs[id],
      icon: ICONS[id],
      Content: CONTENT[id],
      ...(id === 'questions' && count > 0 && { count, counted: labels.unansweredCount(count) }),
    })),
    ...sections.filter(({ available }) => available?.(summary) ?? true),
  ]
}

/**
 * What belongs to a conversation, in tabs. Another conversation is shown in the same tab. Fills the height of its container.
 * @example <ConversationDetails conversationId={id} sections={[{ id: 'grades', title: 'Grades', Content: Grades }]} />
 */
export const ConversationDetails = memo((props: ConversationDetailsProps) => {
  const { conversationId, onJump, onTab, sections = NONE } = props
  const labels = useLabels()
  const summary = useConversation(conversationId)
  // Watched also where the details stand alone.
  useTimeline(conversationId, ({ status }) => status)
  const me = useMe()
  const { views } = useChatEnvironment()
  const kept = useSnapshot(views.detailsTab)
  const tabs = useTabs(summary, sections)
  const place = useId()
  const wanted = props.tab ?? kept
  // A section that is not for this conversation is shown again with the next one that it is for.
  const shown = tabs.find(({ id }) => id === wanted) ?? tabs[0]
  if (!summary || !me || !shown) return <div className="lectern lectern-details" />
  const choose = (id: string) => {
    views.detailsTab.set(id)
    onTab?.(id)
  }
  const jump = (message_id: string) => {
    views.of(conversationId).jumpTo(message_id)
    onJump?.()
  }
  const { id, Content } = shown
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
        <PartBoundary>
          <Content summary={summary} jump={jump} />
        </PartBoundary>
      </div>
    </div>
  )
})
