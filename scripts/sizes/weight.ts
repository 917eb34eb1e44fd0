export interface Part {
  name: string
  bytes: number
}

export interface Weight {
  name: string
  /** Kilobytes of 1,000 bytes. */
  limit_kb: number
  parts: readonly Part[]
}

const totalOf = ({ parts }: Weight): number => parts.reduce((sum, { bytes }) => sum + bytes, 0)

export const isWithin = (weight: Weight): boolean => totalOf(weight) <= weight.limit_kb * 1_000

const kb = (bytes: number): string => `${(bytes / 1_000).toFixed(1).padStart(7)} kB`

/** The total beside its limit, then the parts, the heaviest first. */
export const formatWeight = (weight: Weight): string => {
  const verdict = isWithin(weight) ? 'of at most' : 'OVER ITS LIMIT of'
  const head = `${kb(totalOf(weight))}  ${weight.name}, ${verdict} ${weight.limit_kb} kB:`
  const parts = weight.parts.toSorted((a, b) => b.bytes - a.bytes)
  return [head, ...parts.map(({ name, bytes }) => `${kb(bytes)}    ${name}`)].join('\n')
}
