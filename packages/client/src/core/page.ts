// What there is once per page, whatever the number of copies of this module (hot reload, several bundles).
const KEY = Symbol.for('lectern.page')

/** What this page has under this name; made by whoever asks first. */
export const oncePerPage = <T>(name: string, make: () => T): T => {
  const place = globalThis as { [KEY]?: Map<string, unknown> }
  const things = (place[KEY] ??= new Map())
  if (!things.has(name)) things.set(name, make())
  return things.get(name) as T
}
