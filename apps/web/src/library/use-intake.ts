import type { DocumentPlace } from '@lectern/client'
import { dropped, useChat } from '@lectern/react'
import { useEffect, useRef, useState, type DragEvent } from 'react'
import { labels, formats, texts } from '../texts/texts.ts'
import { useToasts } from '../ui/toasts.ts'
import type { LibraryFilter } from '../routes.ts'

/** For the file chooser only; the bytes decide the type of a file. */
export const ACCEPTED = '.pdf,.docx,.md,.markdown,.txt'

/**
 * Files come by the button, by drop, or by paste. They belong to the visible place; if all places are visible,
 * the user is asked first.
 */
export const useIntake = ({ place, collection }: LibraryFilter, isStaff: boolean) => {
  const { intake } = useChat().documents
  const [chosen, setChosen] = useState<readonly File[]>([])
  const add = (files: readonly File[], to: string | undefined) => {
    const inside: DocumentPlace = {
      ...(to !== undefined && to !== SCHOOL && { conversation_id: to }),
      ...(collection && { collection }),
    }
    intake.add(files, inside)
    setChosen([])
  }
  const take = (files: readonly File[]) => {
    if (files.length === 0) return
    if (place === undefined) setChosen([...chosen, ...files])
    else add(files, place)
  }
  usePaste(take, isStaff)
  const asked = { files: chosen, onPlace: (to: string) => add(chosen, to), onCancel: () => setChosen([]) }
  return { ...useChooser(take, true), ...useDrop(take), asked: chosen.length > 0 ? asked : undefined }
}

export const SCHOOL = 'school'

type Take = (files: readonly File[]) => void

/** A button's action and its hidden file input. */
export const useChooser = (take: Take, multiple: boolean) => {
  const field = useRef<HTMLInputElement>(null)
  const input = {
    ref: field,
    type: 'file',
    multiple,
    accept: ACCEPTED,
    hidden: true,
    'aria-label': texts.library.upload,
    onChange: () => {
      take([...(field.current?.files ?? [])])
      // The same file may be chosen again.
      if (field.current) field.current.value = ''
    },
  } as const
  return { choose: () => field.current?.click(), input }
}

const useDrop = (take: Take) => {
  const toasts = useToasts()
  const [isOver, setOver] = useState(false)
  const dropping = {
    onDragOver: (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event: DragEvent<HTMLElement>) =>
      event.currentTarget.contains(event.relatedTarget as Node | null) || setOver(false),
    onDrop: (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return
      event.preventDefault()
      setOver(false)
      const { files, folders } = dropped(event.dataTransfer)
      take(files)
      if (folders.length > 0) toasts.trouble(labels.noFolders(folders.length, formats.names(folders)))
    },
  }
  return { isOver, dropping }
}

/** With any focus: text that is pasted into a field has no files. */
const usePaste = (take: Take, isStaff: boolean): void => {
  const latest = useRef(take)
  useEffect(() => void (latest.current = take))
  useEffect(() => {
    if (!isStaff) return
    const onPaste = ({ clipboardData }: ClipboardEvent) => {
      if (clipboardData && holdsFiles(clipboardData)) latest.current([...clipboardData.files])
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [isStaff])
}

const holdsFiles = ({ types }: DataTransfer): boolean => types.includes('Files')
