import { memo, type CSSProperties, type MouseEvent, type PointerEvent, type RefObject } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { RetryButton } from '../ui/RetryButton.tsx'
import type { EmojiState } from '../core/emoji/emoji-library.ts'
import { applyTone, type Emoji, type Tone } from '../core/emoji/emoji-set.ts'
import type { Section } from './emoji-sections.ts'
import type { Spot } from './walk-grid.ts'
import { useSaidAfterTyping } from '../hooks/use-said.ts'

export interface EmojiGridProps {
  area: RefObject<HTMLDivElement | null>
  id: string
  sections: readonly Section[]
  spot: Spot
  tone: Tone
  status: EmojiState['status']
  onSpot: (spot: Spot) => void
  onPick: (spot: Spot) => void
  onRetry: () => void
}

/** The emoji in rows. One listener serves all cells, and invisible parts are not laid out. */
export const EmojiGrid = (props: EmojiGridProps) => {
  const { area, id, sections, spot, tone, status, onSpot, onPick, onRetry } = props
  const labels = useLabels()
  const words = note(status, sections.length === 0, labels)
  useSaidAfterTyping(status === 'ready' || status === 'failed' ? words : undefined)
  const at = (event: MouseEvent | PointerEvent, then: (spot: Spot) => void) => {
    const cell = (event.target as HTMLElement).closest('[role=gridcell]')
    if (!cell) return
    const [row = 0, column = 0] = cell.id
      .slice(id.length + 1)
      .split('-')
      .map(Number)
    then({ row, column })
  }
  return (
    <div className="lectern-emoji-body">
      <div
        ref={area}
        className="lectern-emoji-scroll"
        role="grid"
        id={`${id}-grid`}
        aria-label={labels.emoji}
        onPointerOver={(event) => event.pointerType !== 'touch' && at(event, onSpot)}
        onMouseDown={(event) => event.preventDefault()}
        onClick={(event) => at(event, onPick)}
      >
        {sections.map((section, index) => (
          <EmojiSection
            key={section.key}
            id={id}
            section={section}
            first={sections.slice(0, index).reduce((rows, before) => rows + before.rows.length, 0)}
            spot={spot}
            tone={tone}
          />
        ))}
      </div>
      <p className="lectern-emoji-note">
        <span>{words}</span>
        {status === 'failed' && <RetryButton onRetry={onRetry} />}
      </p>
    </div>
  )
}

const note = (
  status: EmojiState['status'],
  empty: boolean,
  labels: { emojiFailed: string; emojiNone: string; loading: string },
): string | undefined => {
  if (status === 'failed') return labels.emojiFailed
  if (status !== 'ready') return labels.loading
  return empty ? labels.emojiNone : undefined
}

interface EmojiSectionProps {
  id: string
  section: Section
  /** The number of its first row. */
  first: number
  spot: Spot
  tone: Tone
}

const EmojiSection = ({ id, section, first, spot, tone }: EmojiSectionProps) => (
  <div
    className="lectern-emoji-section"
    role="rowgroup"
    aria-label={section.title}
    data-section={section.key}
    style={{ '--rows': section.rows.length } as CSSProperties}
  >
    <div className="lectern-emoji-heading" role="presentation">
      {section.title}
    </div>
    {section.rows.map((row, index) => (
      <EmojiRow
        key={first + index}
        id={`${id}-${first + index}`}
        row={row}
        active={spot.row === first + index ? spot.column : undefined}
        tone={tone}
      />
    ))}
  </div>
)

interface EmojiRowProps {
  id: string
  row: readonly Emoji[]
  active: number | undefined
  tone: Tone
}

const EmojiRow = memo(({ id, row, active, tone }: EmojiRowProps) => (
  <div className="lectern-emoji-row" role="row" id={id}>
    {row.map((each, column) => (
      <div
        key={each.emoji}
        id={`${id}-${column}`}
        role="gridcell"
        className="lectern-emoji"
        aria-label={each.name}
        aria-selected={active === column}
      >
        {applyTone(each, tone)}
      </div>
    ))}
  </div>
))
