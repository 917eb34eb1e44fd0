import { countChars, LIMITS } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { WarningIcon } from '../../ui/icons.tsx'
import { Alert } from '../../ui/Alert.tsx'

/** The count appears when this many characters are left. */
const NEAR_CHARS = 1_000

/** True if the text is too long. */
export const isTooLong = (text: string): boolean =>
  text.length > LIMITS.message_chars && countChars(text) > LIMITS.message_chars

/** The number of characters left; beyond the limit, a way out. The text is never cut. */
export const CharacterCount = ({ id, text }: { id: string; text: string }) => {
  const labels = useLabels()
  const formats = useFormats()
  const limit = LIMITS.message_chars
  // There are at most as many code points as UTF-16 units, so a short text needs no counting.
  const left = text.length < limit - NEAR_CHARS ? limit : limit - countChars(text)
  if (left > NEAR_CHARS) return null
  if (left >= 0) {
    return (
      <p id={id} className="lectern-count">
        {labels.charactersLeft(formats.number(left), left)}
      </p>
    )
  }
  return (
    <Alert id={id} className="lectern-count" data-over>
      <WarningIcon size={15} />
      <span>{labels.tooLong(formats.number(-left), formats.number(limit), -left)}</span>
    </Alert>
  )
}
