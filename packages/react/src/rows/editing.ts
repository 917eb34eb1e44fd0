import type { EditDraft, Meant } from '@lectern/client'
import type { Mention, Message } from '@lectern/protocol'
import type { Editing } from '../context/conversation-view.ts'
import { spokenMentions } from '../text/spoken-mentions.ts'

/** The edit of a message, or one that was left. */
export const editing = ({ message, text, meant = meantBy(message) }: EditDraft): Editing => ({
  mode: 'edit',
  message,
  text,
  meant,
})

export const editingOf = (message: Message): Editing => editing({ message, text: message.content })

/** Another person of the same name is a change as well. */
export const isChanged = ({ message, text, meant }: Editing): boolean =>
  text !== message.content || JSON.stringify(meant) !== JSON.stringify(meantBy(message))

/** Whom the names in a message mean: its mentions are in the order of their names. */
const meantBy = ({ content, mentions = [] }: Message): readonly Meant[] =>
  [...Map.groupBy(spokenMentions(content, mentions), ({ name }) => name)].flatMap(([name, places]) => {
    const called = mentions.filter((each) => each.name === name)
    // One name may mean several people; nobody was chosen then.
    return places.length < called.length ? [] : places.flatMap(({ at }, index) => meantAt(at, called, index))
  })

const meantAt = (at: number, called: readonly Mention[], index: number): readonly Meant[] => {
  const mention = called[Math.min(index, called.length - 1)]
  return mention ? [{ at, name: mention.name, user_id: mention.user_id }] : []
}
