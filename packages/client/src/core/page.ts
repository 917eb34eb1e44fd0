// The state of a page that exists once, whatever the number of copies of this module (hot reload, several
// bundles).
const KEY = Symbol.for('lectern.page')

/** The page's value of this name; the first caller makes it. */
export const oncePerPage = <T>(name: string, make: () => T): T => {
  const place = globalThis as { [KEY]?: Map<string, unknown> }
  const things = (place[KEY] ??= new Map())
  if (!things.has(name)) things.set(name, make())
  return things.get(name) as T
}
