import { expect } from 'vitest'

/** What a page shows in the end; a second is little for two cores that run a server and a browser. */
export const eventually = <T>(look: () => T, timeout = 8_000) => expect.poll(look, { timeout })
