import { countChars } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { WarningIcon } from './icons.tsx'
import { Alert } from './Alert.tsx'

export const isLonger = (text: string, limit: number): boolean =>
  text.length > limit && countChars(text) > limit

/** A field never cuts what is pasted: it says that it is too long. */
export const TooLong = ({ text, limit }: { text: string; limit: number }) => {
  const { cards: labels } = useLabels()
  if (!isLonger(text, limit)) return null
  return (
    <Alert className="lectern-count" data-over>
      <WarningIcon size={15} />
      <span>{labels.tooLong(limit)}</span>
    </Alert>
  )
}
