import { isolate } from '@lectern/texts'
import type { Message, ReadSystemEvent } from '@lectern/protocol'
import type { Formats } from './formats.ts'
import type { Labels } from './labels.ts'

/** A system message as a sentence in the reader's language; for an unknown kind, the server's own words. */
export const describeSystemEvent = (
  { sender, system, content }: Message,
  labels: Labels,
  formats: Formats,
): string => {
  const told = system && predicate(system, labels, formats)
  return told === undefined ? content : `${isolate(sender)} ${told}`
}

const predicate = (event: ReadSystemEvent, labels: Labels, formats: Formats): string | undefined => {
  switch (event.type) {
    case 'members_added': {
      const { people, count } = event.params
      return labels.membersAdded(formats.names(people.map(({ name }) => name)), count - people.length)
    }
    case 'member_removed':
      return labels.memberRemoved(event.params.person.name)
    case 'member_left':
      return event.params.successor === undefined
        ? labels.memberLeft
        : labels.memberLeftTo(event.params.successor.name)
    case 'renamed':
      return labels.renamedTo(event.params.title)
    case 'assistant_set': {
      const { mode, review } = event.params
      return labels.assistant.wasSet(mode, review)
    }
    case 'unknown':
      return undefined
  }
}
