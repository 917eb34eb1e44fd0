import { createContext, useContext } from 'react'
import type { CardAction } from '@lectern/protocol'
import type { CardViewProps } from '../context/host-context.ts'

const CardContext = createContext<CardViewProps | undefined>(undefined)

export const CardScope = CardContext.Provider

/** The card of the surrounding component. */
export const useCard = (): CardViewProps => {
  const scope = useContext(CardContext)
  if (!scope) throw new Error('This belongs inside a card.')
  return scope
}

/** One of the card's actions, if the viewer may take it now. */
export const useAction = (verb: string): CardAction | undefined =>
  useCard().card.actions.find((action) => action.verb === verb && action.disabled_reason === undefined)
