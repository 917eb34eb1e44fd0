import type { Labels } from '../labels/labels.ts'

interface Named {
  filename?: string | undefined
}

/** The name of one of some files as it is spoken: equal names are told apart by their place among each other. */
export const nameAmong = (files: readonly Named[], at: number, labels: Labels): string => {
  const { filename = '' } = files[at] ?? {}
  const equal = files.flatMap((file, index) => ((file.filename ?? '') === filename ? [index] : []))
  if (equal.length < 2) return filename
  const place = labels.imageOf(equal.indexOf(at) + 1, equal.length)
  return filename === '' ? place : `${filename}, ${place}`
}
