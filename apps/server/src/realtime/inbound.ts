// Frames of a client: text, either the word `ping` or JSON.
import { LIMITS, UpFrame } from '@lectern/protocol'

export type Inbound =
  | { is: 'frame'; frame: UpFrame }
  /** JSON of an unknown type: newer clients may send it. */
  | { is: 'unknown' }
  | { is: 'malformed' }
  /** Nested so deeply that it is refused (BP2). */
  | { is: 'too_deep' }

const KNOWN = new Set<unknown>(UpFrame.def.options.map((option) => option.shape.type.def.values[0]))

export const readInbound = (text: string): Inbound => {
  if (depthOf(text) > LIMITS.json_depth) return { is: 'too_deep' }
  const value = parseOrUndefined(text)
  if (value === undefined) return { is: 'malformed' }
  if (typeof value !== 'object' || value === null || !('type' in value) || !KNOWN.has(value.type))
    return { is: 'unknown' }
  const result = UpFrame.safeParse(value)
  return result.success ? { is: 'frame', frame: result.data } : { is: 'malformed' }
}

const parseOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** The depth of brackets outside strings, without building anything. */
const depthOf = (text: string): number => {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (quoted) {
      if (code === BACKSLASH) index++
      else if (code === QUOTE) quoted = false
    } else if (code === QUOTE) quoted = true
    else if (OPENING.has(code)) deepest = Math.max(deepest, ++depth)
    else if (CLOSING.has(code)) depth--
  }
  return deepest
}
