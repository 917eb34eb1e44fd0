import * as z from 'zod/mini'
import { DownFrame } from '@lectern/protocol'

/** Frames of one message; kinds this version does not know, and nonsense, are left out. */
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
