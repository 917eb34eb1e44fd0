import type { Context } from './context.ts'

/**
 * State in memory that a feature keeps for the life of its system: made at first use, once for each context.
 */
export const perSystem = <T>(make: (ctx: Context) => T): ((ctx: Context) => T) => {
  const made = new WeakMap<Context, { it: T }>()
  return (ctx) => {
    const known = made.get(ctx) ?? { it: make(ctx) }
    made.set(ctx, known)
    return known.it
  }
}
