// The sentences of a text in any language. A colon before a space ends one as well: "A short question: …".
const END = /(?<![.!?…:;])[.!?…:;]+["'”’)»]{0,3}(?=\s)|[。！？؟।]+["'”’）」』»]{0,3}|\n+/g
/** Not the end of a sentence: an initial, a number in order, or a short form. */
const SHORT =
  /(?:^|[\s(])(?:\p{L}|\d+|[A-ZÄÖÜ]\p{L}{0,2}|[a-zäöü]{1,2}|e\.g|i\.e|z\.\s?B|etc|bzw|usw|vgl|prof|approx|vs|fig|no)\.$/u
/** More are not read. */
const MOST = 60

export const sentencesOf = (text: string): string[] => {
  const sentences: string[] = []
  let start = 0
  const add = (end: number): void => {
    const sentence = text.slice(start, end).trim()
    if (sentence !== '') sentences.push(sentence)
    start = end
  }
  for (const { 0: sign, index } of text.matchAll(END)) {
    const end = index + sign.length
    if (sign === '.' && SHORT.test(text.slice(Math.max(start, end - 12), end))) continue
    add(end)
    if (sentences.length >= MOST) break
  }
  add(text.length)
  return sentences
}
