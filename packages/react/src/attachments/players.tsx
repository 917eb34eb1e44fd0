import { lazyPart } from '../ui/lazy-part.tsx'

/** Its room is kept while it loads. */
const playerOf = (kind: 'audio' | 'video') =>
  lazyPart(async () => (await import('./MediaPlayer.tsx')).MediaPlayer, {
    waiting: <div className="lectern-media" data-kind={kind} />,
  })

export const AudioPlayer = playerOf('audio')
export const VideoPlayer = playerOf('video')
