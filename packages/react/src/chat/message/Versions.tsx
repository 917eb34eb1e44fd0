import { useEffect, useState, type RefObject } from 'react'
import type { ApiError } from '@lectern/client'
import type { Message, MessageVersion } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { reasonOf } from '../../labels/reason.ts'
import { changedWords } from '../../rows/changed-words.ts'
import { useRowScope } from '../../rows/row-context.ts'
import { Popover } from '../../ui/Popover.tsx'
import { Scrollable } from '../../ui/Scrollable.tsx'
import { Alert } from '../../ui/Alert.tsx'

export interface VersionsProps {
  message: Message
  anchor: RefObject<HTMLElement | null>
  onClose: () => void
}

/** Earlier versions of a message, the latest first. */
export const Versions = ({ message, anchor, onClose }: VersionsProps) => {
  const labels = useLabels()
  const { edits, error } = useEdits(message)
  const now = { content: message.content, timestamp: message.edited_at ?? message.timestamp }
  const versions = edits && [now, ...edits]
  return (
    <Popover anchor={anchor} label={labels.versions} onClose={onClose} className="lectern-versions">
      <Scrollable label={labels.versions} className="lectern-versions-scroller">
        {error && <Alert>{labels.notDone(reasonOf(error, labels))}</Alert>}
        {!versions && !error && <p className="lectern-quiet">{labels.loading}</p>}
        <ol>
          {versions?.map((version, index) => (
            <Version
              key={version.timestamp + String(index)}
              version={version}
              before={versions[index + 1]}
              isNow={index === 0}
            />
          ))}
        </ol>
      </Scrollable>
    </Popover>
  )
}

interface VersionProps {
  version: MessageVersion
  before: MessageVersion | undefined
  isNow: boolean
}

/** An earlier version, with its new words marked. */
const Version = ({ version, before, isNow }: VersionProps) => {
  const labels = useLabels()
  const formats = useFormats()
  const pieces = before
    ? changedWords(before.content, version.content)
    : [{ text: version.content, is: 'kept' as const }]
  const time = formats.full(Date.parse(version.timestamp))
  return (
    <li>
      <p className="lectern-version-time">
        <time dateTime={version.timestamp}>{time}</time>
        <span>{`${isNow ? ` · ${labels.versionNow}` : ''}${!before ? ` · ${labels.versionFirst}` : ''}`}</span>
      </p>
      <p className="lectern-version-text" dir="auto">
        {pieces.map(({ text, is }, index) => {
          if (is === 'new') return <ins key={index}>{text}</ins>
          return is === 'gone' ? <del key={index}>{text}</del> : <span key={index}>{text}</span>
        })}
      </p>
    </li>
  )
}

/** Loaded again when it is edited meanwhile. */
const useEdits = ({ id, edited_at }: Message) => {
  const { handle } = useRowScope()
  const [edits, setEdits] = useState<readonly MessageVersion[]>()
  const [error, setError] = useState<ApiError>()
  useEffect(() => {
    let current = true
    handle.edits(id).then(
      (found) => current && setEdits(found),
      (failure: ApiError) => current && setError(failure),
    )
    return () => {
      current = false
    }
  }, [handle, id, edited_at])
  return { edits, error }
}
