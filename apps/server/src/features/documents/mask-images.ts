// So that no image is cut in two, what cuts a text sees each image as a word. An expression with two open ends
// would take cubic time on beginnings of images, so this looks for each end once.

const ADDRESS_END = /[)\s]/g

/** The text with each image replaced by as many underscores. */
export const maskImages = (text: string): string => {
  const pieces: string[] = []
  const closing = finder((from) => text.indexOf(']', from))
  const ending = finder((from) => indexOfAddressEnd(text, from))
  let done = 0
  for (let start = text.indexOf('!['); start >= 0;) {
    const close = closing(start)
    if (close < 0) break
    const end = text[close + 1] === '(' ? ending(close + 2) : -1
    const isImage = end >= 0 && text[end] === ')'
    if (isImage) {
      pieces.push(text.slice(done, start), '_'.repeat(end + 1 - start))
      done = end + 1
    }
    start = text.indexOf('![', isImage ? done : start + 1)
  }
  return pieces.join('') + text.slice(done)
}

const indexOfAddressEnd = (text: string, from: number): number => {
  ADDRESS_END.lastIndex = from
  return ADDRESS_END.exec(text)?.index ?? -1
}

/** Finds the next place from a growing position: looks again only when the last one is behind. */
const finder = (find: (from: number) => number): ((from: number) => number) => {
  let last: number | undefined
  return (from) => {
    if (last === undefined || (last >= 0 && last < from)) last = find(from)
    return last
  }
}
