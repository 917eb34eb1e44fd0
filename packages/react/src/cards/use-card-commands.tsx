import type { ReactNode } from 'react'
import { DiscussIcon, DocumentIcon, TopicIcon, TrainingIcon, TutorIcon, UnitIcon } from '../ui/icons.tsx'
import type { SlashCommand } from '../context/host-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useMe } from '../hooks/hooks.ts'
import type { ConversationView } from '../context/conversation-view.ts'
import { mayMake } from './new-card-fields.ts'
import type { MadeByForm } from '../context/conversation-view.ts'

const ENTRIES: readonly [id: string, type: MadeByForm, icon: ReactNode][] = [
  ['tutoring', 'tutoring_topic', <TutorIcon key="tutoring" size={18} />],
  ['topic', 'topic', <TopicIcon key="topic" size={18} />],
  ['unit', 'learning_topic', <UnitIcon key="unit" size={18} />],
  ['discussion', 'learning_discuss', <DiscussIcon key="discussion" size={18} />],
]

/** The cards that the user may create, for the slash menu. */
export const useCardCommands = (view: ConversationView): readonly SlashCommand[] => {
  const { cards } = useLabels()
  const me = useMe()
  const made: SlashCommand[] = ENTRIES.filter(([, type]) => mayMake(type, me)).map(([id, type, icon]) => ({
    id,
    label: cards.types[type] ?? type,
    icon,
    run: () => view.making.set(type),
  }))
  const document: SlashCommand = {
    id: 'document',
    label: cards.makeDocument,
    hint: cards.selectMessages,
    icon: <DocumentIcon size={18} />,
    run: () => view.selected.set(new Set()),
  }
  const training: SlashCommand = {
    id: 'material',
    label: cards.types['training_topic_ref'] ?? '',
    icon: <TrainingIcon size={18} />,
    run: () => view.making.set('training_topic_ref'),
  }
  return [...made, training, document]
}
