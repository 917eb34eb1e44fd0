import type { DownFrame } from '../frames-down.ts'
import type { WirePerson } from './wire-person.contract.ts'

export interface Events {
  /** The next frame, or the next of this type. */
  next(type?: DownFrame['type']): Promise<DownFrame>
  close(): void
}

/** Opens a stream of server-sent events. */
export const readEvents = async (person: WirePerson): Promise<Events> => {
  const abort = new AbortController()
  const response = await person.send('getEvents', {}, abort.signal)
  if (response.status !== 200 || !response.body) throw new Error(`getEvents answered ${response.status}`)
  person.heard('getEvents', {})
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  const frames: DownFrame[] = []
  let rest = ''
  const more = async (): Promise<void> => {
    const { value, done } = await reader.read()
    if (done) throw new Error('The stream ended')
    const events = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events)
      if (event.startsWith('data: {') || event.startsWith('data: ['))
        frames.push(...[JSON.parse(event.slice('data: '.length)) as DownFrame].flat())
  }
  return {
    next: async (type) => {
      for (;;) {
        const frame = frames.shift()
        if (!frame) await more()
        else if (!type || frame.type === type) return frame
      }
    },
    close: () => {
      reader.cancel().catch(() => {})
      abort.abort()
    },
  }
}
