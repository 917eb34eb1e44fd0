import { CardFrame, useAction, type CardViewProps } from '@lectern/react'

/** The platform's own view of a topic; the frame adds its state and all other actions. */
export const TopicNote = ({ card, act }: CardViewProps) => {
  const { title, following } = card.data as { title: string; following: boolean }
  const mayFollow = useAction('follow') !== undefined
  return (
    <CardFrame icon="★" title={title} inBody={['follow']}>
      {mayFollow && (
        <button
          type="button"
          className="lectern-button"
          onClick={() => act('follow', { on: !following })}
          aria-pressed={following}
        >
          Tell me what is answered
        </button>
      )}
    </CardFrame>
  )
}
