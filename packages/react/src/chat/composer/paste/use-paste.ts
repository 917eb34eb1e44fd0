import { useEffect, useState } from 'react'
import { filesIn } from '../../../attachments/use-attach.ts'
import type { Composer } from '../../../rows/composer.ts'
import { replaceRange } from '../../../ui/edit-text.ts'
import { entities } from './entities.ts'
import { convertPaste, type PasteResult } from './paste.ts'
import { useEvent } from '../../../hooks/use-event.ts'

export type PasteOffer = NonNullable<PasteResult['offer']>

/** The last paste and its place, as long as it is unchanged. */
interface Place {
  from: number
  text: string
  offer: PasteOffer
}

/** Improves pastes: links, structure and code; offers the alternative. */
export const usePaste = ({ area, text, edit }: Composer) => {
  const [place, setPlace] = useState<Place>()
  const onPaste = useEvent((event: ClipboardEvent) => {
    const field = area.current
    const { clipboardData } = event
    if (!field || !clipboardData || filesIn(clipboardData).length > 0) return
    const { value, selectionStart, selectionEnd } = field
    const result = convertPaste({
      plain: clipboardData.getData('text/plain'),
      html: clipboardData.getData('text/html'),
      before: value.slice(0, selectionStart),
      selected: value.slice(selectionStart, selectionEnd),
      after: value.slice(selectionEnd),
    })
    setPlace(result?.offer && { from: selectionStart, text: result.text, offer: result.offer })
    if (!result) return
    event.preventDefault()
    edit(replaceRange(selectionStart, selectionEnd, result.text))
  })
  useEffect(() => {
    const field = area.current
    const prepare = () => void entities.want()
    field?.addEventListener('paste', onPaste)
    field?.addEventListener('focus', prepare)
    return () => {
      field?.removeEventListener('paste', onPaste)
      field?.removeEventListener('focus', prepare)
    }
  }, [area, onPaste])

  const stands = place && text.slice(place.from, place.from + place.text.length) === place.text
  if (!place || !stands) return undefined
  const accept = (): void => {
    setPlace(undefined)
    edit(replaceRange(place.from, place.from + place.text.length, place.offer.text))
  }
  return { offer: place.offer, accept, dismiss: () => setPlace(undefined) }
}
