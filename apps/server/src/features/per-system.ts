import type { Context } from './context.ts'

/** State in memory that a feature keeps for as long as its system lives: made at first use, one for each bus. */
export const perSystem = <T>(make: (ctx: Context) => T): ((ctx: Context) => T) => {
  const made = new WeakMap<Context['bus'], { it: T }>()
  return (ctx) => {
    const known = made.get(ctx.bus) ?? { it: make(ctx) }
    made.set(ctx.bus, known)
    return known.it
  }
}
