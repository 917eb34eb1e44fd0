import * as z from 'zod/mini'
import { DownFrame } from '@lectern/protocol'

/** Parses the frames of one message and leaves out those that are unknown or malformed. */
export const parseFrames = (text: string): DownFrame[] => {
  if (text === 'pong') return []
  let message: unknown
  try {
    message = JSON.parse(text)
  } catch {
    return []
  }
  return (Array.isArray(message) ? message : [message]).flatMap((frame) => {
    const parsed = z.safeParse(DownFrame, frame)
    return parsed.success ? [parsed.data] : []
  })
}
