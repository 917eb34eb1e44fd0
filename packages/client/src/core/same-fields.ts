/** Whether two objects have the same values, each compared by identity. */
export const sameFields = <T extends object>(a: T, b: T | undefined): boolean => {
  if (!b) return false
  const keys = Object.keys(a) as (keyof T)[]
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
