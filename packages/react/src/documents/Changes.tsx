import { useMemo, type ReactNode } from 'react'
import { useLabels } from '../context/texts-context.ts'
import { diffWords, type Piece } from './diff-words.ts'

export interface ChangesProps {
  before: string
  after: string
}

/** The differences between two versions; equal paragraphs are left out. */
export const Changes = ({ before, after }: ChangesProps) => {
  const labels = useLabels().documents
  const paragraphs = useMemo(() => {
    const pieces = diffWords(before, after)
    return pieces && paragraphsOf(pieces)
  }, [before, after])
  if (!paragraphs) return <p className="lectern-quiet">{labels.tooDifferent}</p>
  const shown = paragraphs.filter((pieces) => pieces.some(({ is }) => is !== 'same'))
  if (shown.length === 0) return <p className="lectern-quiet">{labels.nothingChanged}</p>
  return (
    <div className="lectern-changes">
      {shown.map((pieces, index) => (
        <p key={index} dir="auto">
          {pieces.map((piece, place) => (
            <Fragment key={place} piece={piece} />
          ))}
        </p>
      ))}
    </div>
  )
}

const Fragment = ({ piece: { is, text } }: { piece: Piece }): ReactNode => {
  if (is === 'added') return <ins>{text}</ins>
  return is === 'removed' ? <del>{text}</del> : <span>{text}</span>
}

/** Ends at every empty line of either version. */
const paragraphsOf = (pieces: readonly Piece[]): Piece[][] => {
  const paragraphs: Piece[][] = [[]]
  for (const { is, text } of pieces)
    for (const [index, part] of text.split(/\n{2,}/).entries()) {
      if (index > 0) paragraphs.push([])
      if (part !== '') paragraphs.at(-1)?.push({ is, text: part })
    }
  return paragraphs
}
