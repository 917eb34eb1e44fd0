/** Whether two objects have identical values in all fields. */
export const sameFields = <T extends object>(a: T, b: T | undefined): boolean => {
  if (!b) return false
  const keys = Object.keys(a) as (keyof T)[]
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
