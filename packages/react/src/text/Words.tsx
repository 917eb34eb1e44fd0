import { createContext, Fragment, useContext } from 'react'
import type { Mention } from '@lectern/protocol'
import { useMe } from '../hooks/hooks.ts'
import { splitMentions } from './mentions.ts'

/** The mentions of the shown message. */
export const MentionsContext = createContext<readonly Mention[]>([])

/** Plain words with mentions highlighted; the user's own stands out. */
export const Words = ({ text }: { text: string }) => {
  const mentions = useContext(MentionsContext)
  const me = useMe()
  if (mentions.length === 0) return text
  // Of two people with one name, both may be meant by one mention.
  const isOwn = ({ name }: Mention) => mentions.some((each) => each.user_id === me?.id && each.name === name)
  return splitMentions(text, mentions).map((piece, index) => (
    <Fragment key={index}>
      {typeof piece === 'string' ? (
        piece
      ) : (
        <bdi className="lectern-mention" data-own={isOwn(piece) || undefined}>
          {`@${piece.name}`}
        </bdi>
      )}
    </Fragment>
  ))
}
