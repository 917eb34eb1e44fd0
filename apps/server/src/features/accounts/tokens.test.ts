import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestServer, type TestServer } from '../../testing/create-test-server.ts'
import { ManualClock } from '../../testing/manual-clock.ts'
import { createTicket } from './sessions.ts'
import { ACCESS_TOKEN_MS } from './tokens.ts'
import { redeemTicket, verifyAccess } from './verify.ts'

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
const signed = (header: object, payload: object, key: KeyObject): string => {
  const input = `${base64(header)}.${base64(payload)}`
  return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`
}

describe('access tokens', () => {
  let clock: ManualClock
  let server: TestServer
  beforeEach(async () => {
    clock = new ManualClock()
    server = await createTestServer({ clock })
  })
  afterEach(() => server.close())

  const parts = () => {
    const [header = '', payload = '', signature = ''] = server.people.ada.access_token.split('.')
    return { header: parse(header), payload: parse(payload), signature, raw: { header, payload } }
  }
  const refusal = (reason: string) => expect.objectContaining({ code: 'unauthorized', reason })

  it('carry their user, their audience and their expiry', async () => {
    const { ada } = server.people
    const { header, payload } = parts()
    expect(header).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: server.ctx.keys.signing().id })
    expect(payload).toEqual({
      iss: 'lectern',
      aud: 'lectern',
      sub: ada.user_id,
      sid: ada.session_id,
      role: 'instructor',
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: clock.now() / 1_000,
      exp: (clock.now() + ACCESS_TOKEN_MS) / 1_000,
    })
    expect(await verifyAccess(server.ctx, ada.access_token)).toEqual({
      user_id: ada.user_id,
      session_id: ada.session_id,
      name: 'Ada',
      role: 'instructor',
      expires_at: clock.now() + ACCESS_TOKEN_MS,
    })
  })

  it('O12 of a clock that was ahead are not valid once it is right again', async () => {
    const { access_token } = server.people.ada
    await verifyAccess(server.ctx, access_token)
    clock.jump(-ACCESS_TOKEN_MS)
    await verifyAccess(server.ctx, access_token)
    clock.jump(-40 * 24 * 60 * 60_000)
    await expect(verifyAccess(server.ctx, access_token)).rejects.toEqual(refusal('expired'))
  })

  it('expire after ten minutes, also when they were checked before', async () => {
    const { access_token } = server.people.ada
    await verifyAccess(server.ctx, access_token)
    clock.jump(ACCESS_TOKEN_MS - 1)
    await verifyAccess(server.ctx, access_token)
    clock.jump(1)
    await expect(verifyAccess(server.ctx, access_token)).rejects.toEqual(refusal('expired'))
  })

  it('are refused in every forged form', async () => {
    const { header, payload, signature, raw } = parts()
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const own = server.ctx.keys.signing()
    const public_pem = own.public_key.export({ type: 'spki', format: 'pem' })
    const hmacInput = `${base64({ ...header, alg: 'HS256' })}.${raw.payload}`
    const flipped = (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1)
    const forged: Record<string, string> = {
      'no signature': `${raw.header}.${raw.payload}.`,
      'a flipped signature': `${raw.header}.${raw.payload}.${flipped}`,
      'another subject': `${raw.header}.${base64({ ...payload, sub: server.people.admin.user_id })}.${signature}`,
      'another role': `${raw.header}.${base64({ ...payload, role: 'admin' })}.${signature}`,
      'algorithm none': `${base64({ ...header, alg: 'none' })}.${raw.payload}.`,
      'the public key as a shared secret': `${hmacInput}.${createHmac('sha256', public_pem).update(hmacInput).digest('base64url')}`,
      'a foreign key': signed(header, payload, privateKey),
      'a foreign key sent along': signed(
        { ...header, jwk: publicKey.export({ format: 'jwk' }) },
        payload,
        privateKey,
      ),
      'an unknown key': signed({ ...header, kid: server.people.ada.user_id }, payload, privateKey),
      'a key by path': signed({ ...header, kid: '../keys/secret' }, payload, privateKey),
      'no key named': signed({ alg: 'EdDSA', typ: 'at+jwt' }, payload, own.private_key),
      'another type': signed({ ...header, typ: 'JWT' }, payload, own.private_key),
      'another audience': signed(header, { ...payload, aud: 'elsewhere' }, own.private_key),
      'another issuer': signed(header, { ...payload, iss: 'elsewhere' }, own.private_key),
      'no end': signed(header, { ...payload, exp: undefined }, own.private_key),
      'no session': signed(header, { ...payload, sid: undefined }, own.private_key),
      'a session of somebody else': signed(
        header,
        { ...payload, sid: server.people.admin.session_id },
        own.private_key,
      ),
      'not a token': 'not a token',
      nothing: '',
    }
    for (const [form, token] of Object.entries(forged)) {
      const refused = await verifyAccess(server.ctx, token).catch(({ reason }) => reason)
      expect({ form, refused }).toEqual({ form, refused: 'invalid' })
    }
  })

  it('of a key that was rotated meanwhile are valid until they expire', async () => {
    clock.jump(30 * 24 * 60 * 60_000 - 1_000)
    const { body } = await signIn()
    clock.jump(2_000)
    const later = await signIn()
    expect(parse(later.body.access_token.split('.')[0]!).kid).not.toBe(
      parse(body.access_token.split('.')[0]!).kid,
    )
    await expect(verifyAccess(server.ctx, body.access_token)).resolves.toMatchObject({ name: 'Ada' })
    await expect(verifyAccess(server.ctx, later.body.access_token)).resolves.toMatchObject({ name: 'Ada' })
  })

  const signIn = async () => {
    const { email, password } = server.people.ada
    const response = await server.request('/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password, refresh_in: 'body' }),
    })
    return { body: (await response.json()) as { access_token: string } }
  }

  describe('tickets', () => {
    const ticket = async () => createTicket(...(await server.contextOf(server.people.ben)))

    it('are valid for one connection', async () => {
      const { ticket: text, expires_in } = await ticket()
      expect(expires_in).toBe(30)
      const { user_id, session_id } = server.people.ben
      expect(await redeemTicket(server.ctx, text)).toMatchObject({ user_id, session_id, role: 'student' })
      await expect(redeemTicket(server.ctx, text)).rejects.toEqual(refusal('invalid'))
    })

    it('end after thirty seconds', async () => {
      const { ticket: text } = await ticket()
      clock.jump(30_000)
      await expect(redeemTicket(server.ctx, text)).rejects.toEqual(refusal('expired'))
    })

    it('end with their session', async () => {
      const { ticket: text } = await ticket()
      const { ben } = server.people
      await server.as(ben).request('/auth/logout', { method: 'POST' })
      await expect(redeemTicket(server.ctx, text)).rejects.toEqual(refusal('revoked'))
    })
  })
})
