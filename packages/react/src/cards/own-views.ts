import type { CardViews } from '../context/host-context.ts'
import { CreateDocumentFromChatCard } from './CreateDocumentFromChatCard.tsx'
import { LearningDiscussCard } from './LearningDiscussCard.tsx'
import { LearningTopicCard } from './LearningTopicCard.tsx'
import { TopicCard } from './TopicCard.tsx'
import { TrainingTopicRefCard } from './TrainingTopicRefCard.tsx'
import { TutoringTopicCard } from './TutoringTopicCard.tsx'

/** Lectern's own cards, in the schema that this version draws. */
export const OWN: CardViews = {
  create_document: CreateDocumentFromChatCard,
  learning_discuss: LearningDiscussCard,
  learning_topic: LearningTopicCard,
  topic: TopicCard,
  training_topic_ref: TrainingTopicRefCard,
  tutoring_topic: TutoringTopicCard,
}
