import type { Store } from '../core/store.ts'

/** What a draft holds as JSON; `none` for an empty one. The same object until the draft changes. */
export const jsonIn = <T>(draft: Store<string>, none: T): Store<T> => {
  let read = ''
  let value = none
  return {
    get: () => {
      const text = draft.get()
      if (text !== read) value = text === '' ? none : (JSON.parse(text) as T)
      read = text
      return value
    },
    subscribe: (listener) => draft.subscribe(listener),
  }
}
