import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'

const logged = (facts: object): Record<string, unknown> => {
  let line = ''
  createLog('info', { write: (text: string) => void (line += text) }).info(facts, 'happened')
  return JSON.parse(line)
}

describe('the log', () => {
  it('has the event, the time and the facts', () => {
    expect(logged({ user_id: 'ada', list: [1, 2] })).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      user_id: 'ada',
      list: [1, 2],
      msg: 'happened',
    })
  })

  it('AU4 cuts fields with the name of a secret, at any depth, and leaves the facts unchanged', () => {
    const facts = {
      password: 'a',
      request: { headers: { authorization: 'b', cookie: 'c' }, path: '/me' },
      list: [{ token: 'd' }],
    }
    const line = logged(facts)
    expect(line).toMatchObject({
      password: '[redacted]',
      request: { headers: { authorization: '[redacted]', cookie: '[redacted]' }, path: '/me' },
    })
    expect(JSON.stringify(line)).not.toContain('"d"')
    expect(facts.request.headers.cookie).toBe('c')
  })

  it('AU4 cuts strings that look like a token, anywhere', () => {
    const token = `eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJl`
    const line = JSON.stringify(logged({ path: `/x?t=${token}`, err: new Error(`bad ${token}`) }))
    expect(line).not.toContain('eyJ')
    expect(line).toContain('bad [redacted]')
  })
})
