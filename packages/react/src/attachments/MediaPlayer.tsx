// oxlint-disable jsx-a11y/media-has-caption -- what people record and send has no captions beside it
import { useLabels } from '../context/texts-context.ts'
import type { FilePart } from './parts.ts'
import { useAddress } from '../hooks/use-address.ts'

/** The browser's own player; it requests the parts it plays. */
export const MediaPlayer = ({ part, kind }: { part: FilePart; kind: 'audio' | 'video' }) => {
  const labels = useLabels()
  const { url, failed, onError } = useAddress(part.attachment_id)
  if (failed) return <p className="lectern-media-failed">{labels.cannotPlay}</p>
  const props = { controls: true, preload: 'metadata', 'aria-label': part.filename, onError } as const
  return (
    <div className="lectern-media" data-kind={kind}>
      {kind === 'audio' && url && <audio src={url} {...props} />}
      {kind === 'video' && url && <video src={url} playsInline {...props} />}
    </div>
  )
}
