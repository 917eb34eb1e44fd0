import { useMemo, useState } from 'react'
import { ApiError, type Documents, type ImagesOfText } from '@lectern/client'
import type { Document } from '@lectern/protocol'
import { useChat, useSnapshot } from '@lectern/react'

/** The unsaved text on this device. */
export interface Written {
  title: string
  content: string
  /** The version that is being edited; absent for a new document. */
  base_version?: number
  /** For a new document; otherwise its own place. */
  place?: string
  collection?: string
  /** As chosen; empty where it is told from the text. */
  lang?: string
}

export interface Editor {
  written: Written
  write(change: Partial<Written>): void
  /** An unsaved text from before was found. */
  isKept: boolean
  isChanged: boolean
  discard(): void
  isBusy: boolean
  /** The text for the preview, with newly chosen images. */
  shown: ImagesOfText
  /** Starts to upload them; returns the ids by which the text may name them. */
  addImages(files: readonly File[]): string[]
  error: unknown
  /** The version that another person saved meanwhile. */
  conflict: Document | undefined
  save(state?: 'draft' | 'published'): Promise<void>
  /** Saves the own text as the version after the other one. */
  overwrite(): void
}

const parse = (text: string): Written | undefined => {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as Written
  } catch {
    return undefined
  }
}

const courseOf = (place: string | undefined): string | undefined => (place === 'school' ? undefined : place)

/** Every key is kept on the device until it is saved or discarded. */
export const useEditor = (key: string, start: Written, onSaved: (document: Document) => void): Editor => {
  const { documents } = useChat()
  const draft = parse(useSnapshot(documents.draft(key)))
  const [isKept, setKept] = useState(draft !== undefined)
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [conflict, setConflict] = useState<Document>()
  const [new_id] = useState(() => documents.mintId())
  const written = draft ?? start
  useSnapshot(useMemo(() => documents.images.of(key), [documents, key]))
  const shown = documents.images.read(key, written.content)
  const write = (change: Partial<Written>) =>
    documents.setDraft(key, JSON.stringify({ ...written, ...change }))
  const save = async (state: 'draft' | 'published' = 'published') => {
    if (isBusy || !shown.complete) return
    setBusy(true)
    setError(undefined)
    try {
      const saved = await store(
        documents,
        { key, new_id, state, start },
        { ...written, content: shown.content },
      )
      documents.images.settle(key, written.content)
      documents.setDraft(key, '')
      onSaved(saved)
    } catch (caught) {
      const isConflict = caught instanceof ApiError && caught.code === 'conflict'
      if (isConflict) setConflict(await documents.get(key).catch(() => undefined))
      setError(isConflict ? undefined : caught)
      setBusy(false)
    }
  }
  return {
    written,
    write,
    isKept,
    isChanged: draft !== undefined && KEPT.some((name) => (draft[name] ?? '') !== (start[name] ?? '')),
    shown,
    addImages: (files) => documents.images.add(key, files, courseOf(written.place)),
    discard: () => {
      documents.images.settle(key)
      documents.setDraft(key, '')
      setKept(false)
      setConflict(undefined)
    },
    isBusy,
    error,
    conflict,
    save,
    overwrite: () => {
      if (conflict) write({ base_version: conflict.version })
      setConflict(undefined)
    },
  }
}

/** What is told to be unsaved. */
const KEPT = ['title', 'content', 'lang'] as const

const store = async (
  documents: Documents,
  {
    key,
    new_id,
    state,
    start,
  }: { key: string; new_id: string; state: 'draft' | 'published'; start: Written },
  { title, content, base_version, place, collection, lang = '' }: Written,
): Promise<Document> => {
  if (base_version !== undefined) {
    const saved = await documents.save(key, { title: title.trim(), content, base_version })
    return lang === (start.lang ?? '') ? saved : documents.change(key, { lang: lang || null })
  }
  const conversation_id = courseOf(place)
  return documents.create({
    id: new_id,
    title: title.trim(),
    format: 'markdown',
    content,
    state,
    ...(conversation_id !== undefined && { conversation_id }),
    ...(collection?.trim() && { collection: collection.trim() }),
    ...(lang !== '' && { lang }),
  })
}
