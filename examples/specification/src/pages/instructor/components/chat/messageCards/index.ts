import {
  CreateDocumentFromChatCard,
  LearningDiscussCard,
  LearningTopicCard,
  TopicCard,
  TrainingTopicRefCard,
  TutoringTopicCard,
  type CardViews,
} from '@lectern/react'

/** The views of the six cards by their type. */
export const messageCards: CardViews = {
  create_document: CreateDocumentFromChatCard,
  learning_discuss: LearningDiscussCard,
  learning_topic: LearningTopicCard,
  topic: TopicCard,
  training_topic_ref: TrainingTopicRefCard,
  tutoring_topic: TutoringTopicCard,
}
