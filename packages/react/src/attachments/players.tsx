import { lazyPart } from '../ui/lazy-part.tsx'
import type { MediaPlayerProps } from './MediaPlayer.tsx'

/** Its room is kept while it loads. */
const playerOf = (kind: 'audio' | 'video') =>
  lazyPart(async () => (await import('./MediaPlayer.tsx')).MediaPlayer, {
    waiting: <div className="lectern-media" data-kind={kind} />,
  })

export const AudioPlayer = playerOf('audio')
export const VideoPlayer = playerOf('video')

export const Player = (props: MediaPlayerProps) =>
  props.kind === 'audio' ? <AudioPlayer {...props} /> : <VideoPlayer {...props} />
