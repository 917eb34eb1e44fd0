import { useId, useState } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { applyTone, TONES, type Emoji, type Tone } from '../core/emoji/emoji-set.ts'

const HAND: Pick<Emoji, 'emoji' | 'tones'> = { emoji: '✋', tones: ['✋🏻', '✋🏼', '✋🏽', '✋🏾', '✋🏿'] }

export interface EmojiFootProps {
  /** The emoji that Enter would pick. */
  emoji: Emoji | undefined
  tone: Tone
  onTone: (tone: Tone) => void
}

/** Names the active emoji; the skin tones replace it while one is chosen. */
export const EmojiFoot = ({ emoji, tone, onTone }: EmojiFootProps) => {
  const labels = useLabels()
  const [choosing, setChoosing] = useState(false)
  return (
    <div className="lectern-emoji-foot">
      {choosing ? <Tones tone={tone} onTone={onTone} /> : <Name emoji={emoji} tone={tone} />}
      <button
        type="button"
        className="lectern-emoji"
        aria-label={labels.emojiTone}
        title={labels.emojiTone}
        aria-expanded={choosing}
        onClick={() => setChoosing(!choosing)}
      >
        {applyTone(HAND, tone)}
      </button>
    </div>
  )
}

const Name = ({ emoji, tone }: Pick<EmojiFootProps, 'emoji' | 'tone'>) =>
  emoji && (
    <span className="lectern-emoji-name" aria-hidden="true">
      <span>{applyTone(emoji, tone)}</span>
      <span>
        <span>{emoji.name}</span>
        {emoji.codes[0] && <code>{`:${emoji.codes[0]}:`}</code>}
      </span>
    </span>
  )

const Tones = ({ tone, onTone }: Pick<EmojiFootProps, 'tone' | 'onTone'>) => {
  const labels = useLabels()
  const name = useId()
  return (
    <fieldset className="lectern-emoji-tones" aria-label={labels.emojiTone}>
      {TONES.map((each) => (
        <label key={each} title={labels.emojiTones[each]}>
          <input
            type="radio"
            className="lectern-hidden"
            name={name}
            aria-label={labels.emojiTones[each]}
            checked={each === tone}
            onChange={() => onTone(each)}
          />
          <span>{applyTone(HAND, each)}</span>
        </label>
      ))}
    </fieldset>
  )
}
