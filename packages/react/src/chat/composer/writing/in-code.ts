/** Whether the text after `before` is code, where signs have no meaning. */
export const isInCode = (before: string): boolean => {
  const fences = before.match(/^ {0,3}```/gmu)?.length ?? 0
  if (fences % 2 === 1) return true
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return (line.match(/`/gu)?.length ?? 0) % 2 === 1
}
