import { useEffect, useState } from 'react'
import { filesIn } from '../../../attachments/use-attach.ts'
import type { Composer } from '../../../rows/composer.ts'
import { replaceRange } from '../../../ui/edit-text.ts'
import { entities } from './entities.ts'
import type { Clip, PasteResult } from './paste.ts'
import { Lazy } from '../../../core/lazy.ts'
import { useEvent } from '../../../hooks/use-event.ts'

/** Loaded when somebody is about to write. */
export const pasteConverter = new Lazy(async () => (await import('./paste.ts')).convertPaste)

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
  const insert = (from: number, to: number, result: PasteResult | undefined): void => {
    setPlace(result?.offer && { from, text: result.text, offer: result.offer })
    if (result) edit(replaceRange(from, to, result.text))
  }
  /** The browser has pasted plain text by the time that the converter is there. */
  const improve = async (clip: Clip): Promise<void> => {
    await pasteConverter.want()
    const convert = pasteConverter.state.get()
    const result = convert.status === 'ready' ? convert.value(clip) : undefined
    const from = clip.before.length
    const plain = clip.plain.replace(/\r\n?/gu, '\n')
    if (result && area.current?.value === clip.before + plain + clip.after)
      insert(from, from + plain.length, result)
  }
  const onPaste = useEvent((event: ClipboardEvent) => {
    const field = area.current
    const { clipboardData } = event
    if (!field || !clipboardData || filesIn(clipboardData).length > 0) return
    const { value, selectionStart, selectionEnd } = field
    const clip = {
      plain: clipboardData.getData('text/plain'),
      html: clipboardData.getData('text/html'),
      before: value.slice(0, selectionStart),
      selected: value.slice(selectionStart, selectionEnd),
      after: value.slice(selectionEnd),
    }
    const convert = pasteConverter.state.get()
    if (convert.status !== 'ready') return void improve(clip)
    const result = convert.value(clip)
    insert(selectionStart, selectionEnd, result)
    if (result) event.preventDefault()
  })
  useEffect(() => {
    const field = area.current
    const prepare = () => {
      void entities.want()
      void pasteConverter.want()
    }
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
