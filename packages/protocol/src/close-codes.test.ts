import { expect, test } from 'vitest'
import { CLOSE, afterClose, type AfterClose } from './index.ts'

const ranges: [from: number, to: number, then: AfterClose][] = [
  [4000, 4199, 'resume'],
  [4200, 4299, 'refresh'],
  [4300, 4399, 'resync'],
  [4400, 4499, 'stop'],
]

test('CN5 every code, also an unknown one, has the consequence of its range', () => {
  const codes = Array.from({ length: 5001 }, (_, code) => code)
  const expected = codes.map(
    (code) => ranges.find(([from, to]) => code >= from && code <= to)?.[2] ?? 'resume',
  )
  expect(codes.map(afterClose)).toEqual(expected)
})

test('the codes of the contract', () => {
  expect(CLOSE).toEqual({
    drain: 4001,
    slow_consumer: 4003,
    heartbeat: 4004,
    overloaded: 4006,
    flooding: 4008,
    token_expired: 4201,
    epoch_changed: 4301,
    token_invalid: 4401,
    session_revoked: 4402,
    origin_or_subject: 4403,
    protocol: 4405,
    version: 4406,
    too_many_connections: 4407,
    password_due: 4408,
  })
})

test('the client stops only if a person must act', () => {
  const stopping = Object.entries(CLOSE).filter(([, code]) => afterClose(code) === 'stop')
  expect(stopping.map(([name]) => name)).toEqual([
    'token_invalid',
    'session_revoked',
    'origin_or_subject',
    'protocol',
    'version',
    'too_many_connections',
    'password_due',
  ])
})
