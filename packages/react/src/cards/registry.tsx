import type { CardAct } from '@lectern/client'
import type { Card, Message } from '@lectern/protocol'
import { InLanguage } from '../context/language-context.ts'
import { useHost, type CardViews } from '../context/host-context.ts'
import { useLazy } from '../hooks/use-lazy.ts'
import { useRowScope } from '../rows/row-context.ts'
import { CardBoundary } from './CardBoundary.tsx'
import { CardScope } from './card-context.ts'
import { ownViews } from './lazy-views.ts'

const SCHEMA = 1

export interface MessageCardProps {
  card: Card
  message: Message
  acts?: readonly CardAct[] | undefined
}

/** A card in the host's view or Lectern's own, or in words if this version cannot draw it. */
export const MessageCard = ({ card, message, acts = NONE }: MessageCardProps) => {
  const { cards } = useHost()
  const { handle } = useRowScope()
  const own = useLazy(ownViews) ?? NO_VIEWS
  const { lang } = message
  const views = Object.hasOwn(cards, card.type) ? cards : own
  const isKnown = views === cards || card.schema === SCHEMA
  const View = isKnown && isDrawn(card, views) ? views[card.type] : undefined
  if (!View) return <InWords card={card} />
  const act = (verb: string, input?: Record<string, unknown>) => void handle.act(card, verb, input)
  const scope = { card, message, acts, act }
  return (
    <CardBoundary rev={card.rev} fallback={<InWords card={card} />}>
      <CardScope value={scope}>
        <InLanguage value={lang}>
          <View {...scope} />
        </InLanguage>
      </CardScope>
    </CardBoundary>
  )
}

const NONE: readonly CardAct[] = []
const NO_VIEWS: CardViews = {}

/** Whether there is a view: Lectern's own are only for the known schema, and hidden content has none. */
const isDrawn = ({ type, state }: Card, views: CardViews): boolean =>
  state !== 'hidden' && Object.hasOwn(views, type)

/** In the words of the server, whose language is not that of what people wrote. */
const InWords = ({ card }: { card: Card }) => (
  <div className="lectern-card" data-plain dir="auto">
    {card.fallback_text}
  </div>
)
