import type { HeardBecause } from '@lectern/protocol'

/** The arguments of each message, and the values that it names. */
export const parameters = {
  head: (name: string, because: HeardBecause, title = '') => ({
    name,
    because,
    title,
    hasTitle: title !== '',
  }),
}
