import type { AnyDefinition } from './definition.ts'
import { createDocument } from './create-document.ts'
import { learningDiscuss } from './learning-discuss.ts'
import { learningTopic } from './learning-topic.ts'
import { topic } from './topic.ts'
import { trainingTopicRef } from './training-topic-ref.ts'
import { tutoringTopic } from './tutoring-topic.ts'

export const DEFINITIONS: readonly AnyDefinition[] = [
  createDocument,
  learningDiscuss,
  learningTopic,
  topic,
  trainingTopicRef,
  tutoringTopic,
]

/** Undefined for a type of a later version. */
export const definitionOf = (type: string): AnyDefinition | undefined =>
  DEFINITIONS.find((definition) => definition.type === type)
