import { useEffect, useEffectEvent, useState } from 'react'
import { filesIn } from '../../../attachments/use-attach.ts'
import type { Composer } from '../../../rows/composer.ts'
import { replaceRange } from '../../../ui/edit-text.ts'
import { entities } from './entities.ts'
import type { PasteResult } from './paste.ts'
import { paster } from './paster.ts'

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
  /** False: the browser's own paste is right. */
  const insert = useEffectEvent((field: HTMLTextAreaElement, plain: string, html: string): boolean => {
    const loaded = paster.state.get()
    const { value, selectionStart, selectionEnd } = field
    const before = value.slice(0, selectionStart)
    const selected = value.slice(selectionStart, selectionEnd)
    const clip = { plain, html, before, selected, after: value.slice(selectionEnd) }
    const result = loaded.status === 'ready' ? loaded.value.convert(clip) : undefined
    setPlace(result?.offer && { from: selectionStart, text: result.text, offer: result.offer })
    if (result) edit(replaceRange(selectionStart, selectionEnd, result.text))
    return result !== undefined
  })
  /** The first paste may come before what reads it: it is inserted then a moment later. */
  const insertLater = useEffectEvent(async (field: HTMLTextAreaElement, plain: string, html: string) => {
    await paster.want()
    if (!insert(field, plain, html)) edit(replaceRange(field.selectionStart, field.selectionEnd, plain))
  })
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const field = area.current
    const { clipboardData } = event
    if (!field || !clipboardData || filesIn(clipboardData).length > 0) return
    const [plain, html] = ['text/plain', 'text/html'].map((type) => clipboardData.getData(type))
    if (plain === undefined || html === undefined) return
    const isLate = plain !== '' && paster.state.get().status !== 'ready'
    if (isLate) void insertLater(field, plain, html)
    if (isLate || insert(field, plain, html)) event.preventDefault()
  })
  useEffect(() => {
    const field = area.current
    const prepare = () => {
      void paster.want()
      void entities.want()
    }
    field?.addEventListener('paste', onPaste)
    field?.addEventListener('focus', prepare)
    return () => {
      field?.removeEventListener('paste', onPaste)
      field?.removeEventListener('focus', prepare)
    }
  }, [area])

  const stands = place && text.slice(place.from, place.from + place.text.length) === place.text
  if (!place || !stands) return undefined
  const accept = (): void => {
    setPlace(undefined)
    edit(replaceRange(place.from, place.from + place.text.length, place.offer.text))
  }
  return { offer: place.offer, accept, dismiss: () => setPlace(undefined) }
}
