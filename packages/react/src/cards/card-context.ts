import { createContext, useContext } from 'react'
import type { CardAct } from '@lectern/client'
import type { Card, CardAction, Message } from '@lectern/protocol'

/** What a view of a card is given. */
export interface CardViewProps {
  card: Card
  message: Message
  /** One's own actions that are on their way, or were refused. */
  acts: readonly CardAct[]
  /** Does one of `card.actions`; it is kept and sent in its turn, offline too. */
  act: (verb: string, input?: Record<string, unknown>) => void
}

const CardContext = createContext<CardViewProps | undefined>(undefined)

export const CardScope = CardContext.Provider

/** The card around a component. */
export const useCard = (): CardViewProps => {
  const scope = useContext(CardContext)
  if (!scope) throw new Error('This belongs inside a card.')
  return scope
}

/** One of the card's actions, where the viewer may take it now. */
export const useAction = (verb: string): CardAction | undefined =>
  useCard().card.actions.find((action) => action.verb === verb && action.disabled_reason === undefined)
