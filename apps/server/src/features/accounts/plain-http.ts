import type { Context } from '../context.ts'
import { perSystem } from '../per-system.ts'

const LOOPBACK: readonly string[] = ['127.0.0.1', '0:0:0:0::/64', 'unknown']

const warned = perSystem(() => ({ yet: false }))

/** Once: a password came over plain HTTP from another machine, and all between could read it. */
export const noticePlainHttp = (ctx: Context, secure: boolean, address: string): void => {
  if (secure || LOOPBACK.includes(address) || warned(ctx).yet) return
  warned(ctx).yet = true
  ctx.log.warn({ address }, 'password_over_plain_http')
}
