import type { AnyDefinition } from './definition.ts'
import { learningDiscuss } from './learning-discuss.ts'
import { learningTopic } from './learning-topic.ts'
import { topic } from './topic.ts'
import { tutoringTopic } from './tutoring-topic.ts'

export const DEFINITIONS: readonly AnyDefinition[] = [learningDiscuss, learningTopic, topic, tutoringTopic]

/** Nothing for a type of a later version. */
export const definitionOf = (type: string): AnyDefinition | undefined =>
  DEFINITIONS.find((definition) => definition.type === type)
