import { useState } from 'react'
import { ApiError, type Documents } from '@lectern/client'
import type { Document } from '@lectern/protocol'
import { useChat, useSnapshot } from '@lectern/react'

/** What is being written, as it is kept on this device. */
export interface Written {
  title: string
  content: string
  /** The version that is being changed; none for a new document. */
  base_version?: number
  /** Of a new document. */
  place?: string
  collection?: string
}

export interface Editor {
  written: Written
  write(change: Partial<Written>): void
  /** Something was written here before and not saved. */
  isKept: boolean
  isChanged: boolean
  discard(): void
  isBusy: boolean
  error: unknown
  /** What somebody else has saved meanwhile. */
  conflict: Document | undefined
  save(state?: 'draft' | 'published'): Promise<void>
  /** One's own text becomes the version after the other one. */
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
  const write = (change: Partial<Written>) =>
    documents.setDraft(key, JSON.stringify({ ...written, ...change }))
  const save = async (state: 'draft' | 'published' = 'published') => {
    if (isBusy) return
    setBusy(true)
    setError(undefined)
    try {
      const saved = await store(documents, { key, new_id, state }, written)
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
    isChanged: draft !== undefined && (draft.title !== start.title || draft.content !== start.content),
    discard: () => {
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

const store = (
  documents: Documents,
  { key, new_id, state }: { key: string; new_id: string; state: 'draft' | 'published' },
  { title, content, base_version, place, collection }: Written,
): Promise<Document> => {
  if (base_version !== undefined) return documents.save(key, { title: title.trim(), content, base_version })
  const isCourse = place !== undefined && place !== 'school'
  return documents.create({
    id: new_id,
    title: title.trim(),
    format: 'markdown',
    content,
    state,
    ...(isCourse && { conversation_id: place }),
    ...(collection?.trim() && { collection: collection.trim() }),
  })
}
