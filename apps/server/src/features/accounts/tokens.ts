// Access tokens: signed and short-lived. They are not sufficient: verify.ts also checks the session.
import { errors, jwtVerify, SignJWT, type JWTHeaderParameters } from 'jose'
import { dateOf } from '../../platform/clock.ts'
import { AppError } from '../../platform/errors.ts'
import { mintId } from '../../platform/ids.ts'
import type { Context, Viewer } from '../context.ts'

export const ACCESS_TOKEN_MS = 10 * 60_000
const ALGORITHM = 'EdDSA'
const ISSUER = 'lectern'
const TYPE = 'at+jwt'

export interface AccessClaims {
  user_id: string
  session_id: string
  /** Milliseconds since 1970. */
  expires_at: number
}

/** `reason` selects the close code of a socket. */
export class TokenRefused extends AppError {
  readonly reason: 'expired' | 'invalid' | 'revoked'

  constructor(reason: TokenRefused['reason']) {
    super('unauthorized', DETAIL[reason])
    this.reason = reason
  }
}

const DETAIL = {
  expired: 'The access token has expired.',
  invalid: 'The access token is not valid.',
  revoked: 'The session has ended.',
}

export const signAccessToken = (ctx: Context, viewer: Viewer): Promise<string> => {
  const key = ctx.keys.signing()
  const now = ctx.clock.now()
  return new SignJWT({ sid: viewer.session_id, role: viewer.role })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: key.id })
    .setIssuer(ISSUER)
    .setAudience(ISSUER)
    .setSubject(viewer.user_id)
    .setJti(mintId(ctx.clock))
    .setIssuedAt(Math.floor(now / 1_000))
    .setExpirationTime(Math.floor((now + ACCESS_TOKEN_MS) / 1_000))
    .sign(key.private_key)
}

/** @throws TokenRefused */
export const readAccessToken = async (ctx: Context, token: string): Promise<AccessClaims> => {
  const findKey = ({ kid }: JWTHeaderParameters) => {
    const key = typeof kid === 'string' ? ctx.keys.find(kid) : undefined
    if (!key) throw new TokenRefused('invalid')
    return key.public_key
  }
  try {
    const { payload } = await jwtVerify(token, findKey, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: ISSUER,
      typ: TYPE,
      currentDate: dateOf(ctx.clock.now()),
      requiredClaims: ['sub', 'sid', 'exp'],
    })
    return {
      user_id: String(payload.sub),
      session_id: String(payload['sid']),
      expires_at: Number(payload.exp) * 1_000,
    }
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new TokenRefused('expired')
    if (error instanceof errors.JOSEError) throw new TokenRefused('invalid')
    throw error
  }
}
