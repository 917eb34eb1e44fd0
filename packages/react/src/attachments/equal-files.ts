import type { Labels } from '../labels/labels.ts'

interface Named {
  filename?: string | undefined
}

/** The names of some files as they are spoken: equal ones are told apart by their place among each other. */
export const namesAmong = (files: readonly Named[], labels: Labels): string[] => {
  const counts = new Map<string, number>()
  for (const { filename = '' } of files) counts.set(filename, (counts.get(filename) ?? 0) + 1)
  const places = new Map<string, number>()
  return files.map(({ filename = '' }) => {
    const count = counts.get(filename) ?? 1
    const place = (places.get(filename) ?? 0) + 1
    places.set(filename, place)
    if (count === 1) return filename
    const told = labels.imageOf(place, count)
    return filename === '' ? told : `${filename}, ${told}`
  })
}
