import { useEffect, useState } from 'react'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useAddress } from '../hooks/use-address.ts'
import { reasonOf } from '../labels/reason.ts'
import { ChevronIcon } from '../ui/icons.tsx'
import { MAX_CAPTION_BYTES, readCues, trackOf, type Cue } from './captions.ts'
import type { FilePart } from './parts.ts'
import { Alert } from '../ui/Alert.tsx'

export interface MediaPlayerProps {
  part: FilePart
  kind: 'audio' | 'video'
  /** What is said in it. */
  captions: FilePart | undefined
}

/** The browser's own player, which requests the parts it plays; what is said in it stands below, to be read. */
export const MediaPlayer = ({ part, kind: Player, captions }: MediaPlayerProps) => {
  const labels = useLabels()
  const { url, failed, onError } = useAddress(part.attachment_id)
  const { spoken, failure } = useCaptions(captions)
  return (
    <>
      {failed ? (
        <p className="lectern-media-failed">{labels.cannotPlay}</p>
      ) : (
        <div className="lectern-media" data-kind={Player}>
          {url && (
            <Player src={url} controls preload="metadata" aria-label={part.filename} onError={onError}>
              {spoken && <track kind="captions" default src={spoken.track} label={labels.captions} />}
            </Player>
          )}
        </div>
      )}
      {failure !== undefined && <Alert>{labels.captionsFailed(failure)}</Alert>}
      {spoken && <Transcript cues={spoken.cues} />}
    </>
  )
}

interface Spoken {
  cues: readonly Cue[]
  /** The address of the captions in the form that browsers show. */
  track: string
}

const useCaptions = (captions: FilePart | undefined): { spoken?: Spoken; failure?: string } => {
  const labels = useLabels()
  const { attachments } = useChat()
  const [found, setFound] = useState<{ spoken?: Spoken; failure?: string }>({})
  const id = captions?.attachment_id
  useEffect(() => {
    if (id === undefined) return setFound({})
    let track: string | undefined
    let isOver = false
    const read = async () => {
      const { text } = await attachments.read(id, MAX_CAPTION_BYTES)
      const cues = readCues(text)
      if (isOver || cues.length === 0) return
      track = URL.createObjectURL(trackOf(cues))
      setFound({ spoken: { cues, track } })
    }
    read().catch((error: unknown) => !isOver && setFound({ failure: reasonOf(error, labels) }))
    return () => {
      isOver = true
      if (track !== undefined) URL.revokeObjectURL(track)
    }
  }, [attachments, id, labels])
  return found
}

const Transcript = ({ cues }: { cues: readonly Cue[] }) => (
  <details className="lectern-transcript">
    <summary className="lectern-file-fold">
      <ChevronIcon size={14} />
      <span>{useLabels().transcript}</span>
    </summary>
    {cues.map(({ text }, index) => (
      <p key={index} dir="auto">
        {text}
      </p>
    ))}
  </details>
)
