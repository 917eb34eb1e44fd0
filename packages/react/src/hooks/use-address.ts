import { useEffect, useState } from 'react'
import type { Upload } from '@lectern/client'
import { PREVIEW_WIDTHS } from '@lectern/protocol'
import { useChat } from '../context/chat-context.ts'
import { useConnection } from './hooks.ts'
import { useLive } from './use-store.ts'

export interface Address {
  /** Undefined while it is loading; then the same as long as it works. */
  url: string | undefined
  failed: boolean
  /** The URL did not load. */
  onError: () => void
  again: () => void
}

/** A link may have expired since it was given; another one is requested at most this often. */
const TRIES = 2

interface Known {
  key: string
  url?: string | undefined
  tries: number
  /** `missing`: there is no URL. `broken`: the file cannot be shown. */
  trouble?: 'missing' | 'broken'
}

/** The URL of an attachment, or of a picture of it `width` pixels wide. */
export const useAddress = (id: string, width?: number): Address => {
  const { attachments } = useChat()
  const online = useConnection(({ status }) => status === 'live' || status === 'degraded')
  const key = `${id} ${width}`
  const [known, setKnown] = useState<Known>({ key, tries: 0 })
  const own = known.key === key ? known : { key, tries: 0 }
  const url = own.url ?? attachments.url(id, width)
  const { tries, trouble } = own

  useEffect(() => {
    // Kept, so that a newer link to the same file does not reload it.
    if (url !== undefined)
      return setKnown((now) =>
        now.key === key && (now.url === url || now.trouble) ? now : { key, url, tries },
      )
    let gone = false
    attachments.load(id).then(
      () => !gone && setKnown({ key, url: attachments.url(id, width), tries }),
      () => !gone && setKnown({ key, tries, trouble: 'missing' }),
    )
    return () => {
      gone = true
    }
  }, [attachments, id, width, key, url, tries, online])

  return {
    url,
    failed: trouble === 'broken' || (trouble === 'missing' && url === undefined),
    onError: () => {
      attachments.expired(id)
      // The same URL would give the same result.
      const isWorthIt = tries < TRIES && attachments.url(id, width) !== url
      setKnown(isWorthIt ? { key, tries: tries + 1 } : { key, tries, trouble: 'broken' })
    },
    again: () => {
      attachments.expired(id)
      setKnown({ key, tries: 0 })
    },
  }
}

/** The width to request for an image displayed `cssPx` wide. */
export const previewWidth = (cssPx: number): number => {
  const needed = cssPx * Math.min(globalThis.devicePixelRatio || 1, 3)
  return PREVIEW_WIDTHS.find((width) => width >= needed) ?? PREVIEW_WIDTHS[2]
}

/** The upload with this id, if it is one. */
export const useUpload = (id: string): Upload | undefined =>
  useLive(useChat().attachments.state, (all) => all.find((upload) => upload.id === id))
