import { CardFrame, useAction, type CardViewProps } from '@lectern/react'

/** A topic as the platform shows it; the frame brings its state and whatever else one may do with it. */
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
