// Images in Markdown by their address. An expression for all of an image would begin anew at each mark; this looks for
// the address, and back from there.

/** Replaces images: `address` is an expression for what stands in the last brackets, with one group at most. */
export const replaceImages = (
  text: string,
  address: string,
  instead: (alt: string, named: string) => string,
): string => {
  const pieces: string[] = []
  let done = 0
  for (const { 0: close, 1: named = '', index } of text.matchAll(new RegExp(`\\]\\(${address}\\)`, 'g'))) {
    const before = text.slice(done, index)
    // No bracket ends within the words of an image.
    const start = before.indexOf('![', before.lastIndexOf(']') + 1)
    pieces.push(start < 0 ? before + close : before.slice(0, start))
    if (start >= 0) pieces.push(instead(before.slice(start + 2), named))
    done = index + close.length
  }
  return pieces.join('') + text.slice(done)
}
