// Who hears of a message, and why: the one place that decides. It is a function of facts, so that it can be asked again.
import type { HeardBecause, HeldBecause, NoticeLevel, UnheardBecause } from '@lectern/protocol'

/** What is known of a message and a person. */
export interface Facts {
  message: 'told' | 'pending' | 'system' | 'deleted'
  isSender: boolean
  membership: 'member' | 'not_member' | 'joined_later'
  isDisabled: boolean
  /** The person blocked the sender. */
  hasBlocked: boolean
  isRead: boolean
  /** In force for the person in this conversation. */
  level: NoticeLevel
  isMuted: boolean
  isArchived: boolean
  isNamed: boolean
  /** It replies to them, in a thread of theirs, or to a question of theirs. */
  isAnswered: boolean
  /** It is a question, and they are staff. */
  isAsked: boolean
  /** Their quiet hours are now. */
  isQuiet: boolean
  /** They look at the conversation now, on some device. */
  isViewing: boolean
}

/** The others are of a later look at it. */
type Unheard = Exclude<UnheardBecause, 'own_choice' | 'changed' | 'old'>

export type Decision =
  { heard: true; because: HeardBecause; held?: HeldBecause } | { heard: false; because: Unheard }

const unheard = (because: Unheard): Decision => ({ heard: false, because })

/** The first reason that holds is the one that is given. */
export const decide = (facts: Facts): Decision => {
  if (facts.message !== 'told') return unheard(facts.message)
  if (facts.isSender) return unheard('own')
  if (facts.membership !== 'member') return unheard(facts.membership)
  if (facts.isDisabled) return unheard('disabled')
  if (facts.hasBlocked) return unheard('blocked')
  if (facts.isRead) return unheard('read')
  if (facts.level === 'nothing') return unheard('nothing')
  if (facts.isArchived) return unheard('archived')
  if (facts.isMuted && !facts.isNamed) return unheard('muted')
  const because = concernOf(facts)
  if (because === undefined) return unheard('level')
  const held = facts.isViewing ? 'viewed' : facts.isQuiet ? 'quiet' : undefined
  return { heard: true, because, ...(held && { held }) }
}

/** The nearest concern. */
const concernOf = ({ isNamed, isAnswered, isAsked, level }: Facts): HeardBecause | undefined => {
  if (isNamed) return 'named'
  if (isAnswered) return 'answered'
  if (isAsked) return 'question'
  return level === 'all' ? 'all' : undefined
}
