import type { ComponentType } from 'react'
import type { Card, Message } from '@lectern/protocol'
import { useSurroundings } from '../../instructor-chat-context.tsx'

export interface CardViewProps {
  card: Card
  message: Message
}

/** Views by card type; hand them to `InstructorChatProvider`. */
export type CardViews = Readonly<Record<string, ComponentType<CardViewProps>>>

/** A card by its registered view, or its fallback text when this version has none for its type. */
export const MessageCard = ({ card, message }: CardViewProps) => {
  const { cards } = useSurroundings()
  const View = Object.hasOwn(cards, card.type) ? cards[card.type] : undefined
  if (View) return <View card={card} message={message} />
  return (
    <div className="lectern-card" dir="auto">
      {card.fallback_text}
    </div>
  )
}
