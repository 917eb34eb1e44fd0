// A device that somebody signed in on has a cookie that says so. Strangers cannot lock such a device out, because its
// failures are counted for itself (OWASP: slow down online guessing attacks with device cookies).
import { createHmac, timingSafeEqual } from 'node:crypto'
import { mintSecret } from '../../platform/ids.ts'
import type { Context } from '../context.ts'

const MAX_AGE_SECONDS = 365 * 24 * 60 * 60
/** A shared computer knows so many people; the one who signed in longest ago is forgotten first. */
const MAX_PEOPLE = 8
const PROOF_CHARS = 22

/** The name of this device for one person, if the cookie proves that they signed in here. */
export const findKnownDevice = (
  ctx: Context,
  cookie: string | undefined,
  user_id: string,
): string | undefined => parseMarks(cookie).find((mark) => isOf(ctx, user_id, mark))?.device

/** The value of the cookie once this person has signed in. */
export const rememberDevice = (ctx: Context, cookie: string | undefined, user_id: string): string => {
  const known = Map.groupBy(parseMarks(cookie), (mark) => isOf(ctx, user_id, mark))
  const own = known.get(true)?.[0] ?? newMark(ctx, user_id)
  const marks = [own, ...(known.get(false) ?? [])].slice(0, MAX_PEOPLE)
  return marks.map(({ device: name, proof }) => `${name}.${proof}`).join('~')
}

export const DEVICE_COOKIE_SECONDS = MAX_AGE_SECONDS

interface Mark {
  device: string
  proof: string
}

const parseMarks = (cookie = ''): Mark[] =>
  cookie
    .split('~')
    .slice(0, MAX_PEOPLE)
    .flatMap((text) => {
      const [device = '', proof = ''] = text.split('.')
      return proof.length === PROOF_CHARS ? [{ device, proof }] : []
    })

const proofOf = ({ keys }: Context, user_id: string, device: string): string =>
  createHmac('sha256', keys.secret)
    .update(`known device ${user_id} ${device}`)
    .digest('base64url')
    .slice(0, PROOF_CHARS)

/** Each proof is computed once for a cookie. */
const isOf = (ctx: Context, user_id: string, { device, proof }: Mark): boolean =>
  isEqual(proof, proofOf(ctx, user_id, device))

const newMark = (ctx: Context, user_id: string): Mark => {
  const device = mintSecret().slice(0, PROOF_CHARS)
  return { device, proof: proofOf(ctx, user_id, device) }
}

/** A header may have letters of two bytes, so equal lengths of text are no equal lengths of bytes. */
const isEqual = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
