import * as z from 'zod/mini'
import { parseJson } from '../core/parse-json.ts'
import { DownFrame } from '@lectern/protocol'

/** Parses the frames of one message and leaves out those that are unknown or malformed. */
export const parseFrames = (text: string): DownFrame[] => {
  if (text === 'pong') return []
  const message = parseJson(text)
  return (Array.isArray(message) ? message : [message]).flatMap((frame) => {
    const parsed = z.safeParse(DownFrame, frame)
    return parsed.success ? [parsed.data] : []
  })
}
