const FENCE = /^ {0,3}```/gmu
const BACKTICK = /`/gu

/** Whether the text after `before` is code, where signs have no meaning. */
export const isInCode = (before: string): boolean => isCodeAt(before)(before.length)

/** Whether there is code at a place, for places that are asked in their order: reads the text once. */
export const isCodeAt = (text: string): ((place: number) => boolean) => {
  let [line, fences, read, ticks] = [0, 0, 0, 0]
  return (place) => {
    const ended = text.slice(read, place).lastIndexOf('\n')
    if (ended >= 0) {
      const begin = read + ended + 1
      fences += count(FENCE, text.slice(line, begin))
      ;[line, read, ticks] = [begin, begin, 0]
    }
    ticks += count(BACKTICK, text.slice(read, place))
    read = place
    const isFence = count(FENCE, text.slice(line, Math.min(place, line + FENCE_CHARS))) > 0
    return (fences + (isFence ? 1 : 0)) % 2 === 1 || ticks % 2 === 1
  }
}

/** With spaces before it. */
const FENCE_CHARS = 6

const count = (sign: RegExp, text: string): number => text.match(sign)?.length ?? 0
