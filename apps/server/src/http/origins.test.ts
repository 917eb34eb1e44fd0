import { expect, it } from 'vitest'
import { Origins } from './origins.ts'

const arriving = (headers: Record<string, string>, encrypted = false) => ({
  header: (name: string) => headers[name],
  encrypted,
})
const FORWARDED = {
  host: 'lectern.internal:8002',
  'x-forwarded-host': 'school.example',
  'x-forwarded-proto': 'https',
}
const direct = new Origins(['https://listed.example'], false)
const behindProxy = new Origins(['https://listed.example'], true)

it('a page has the host that the proxy was asked for, if the proxy is trusted', () => {
  const own = arriving({ ...FORWARDED, origin: 'https://school.example' })
  expect(behindProxy.isForeign(own)).toBe(false)
  expect(direct.isForeign(own)).toBe(true)
  const inner = arriving({ ...FORWARDED, origin: 'https://lectern.internal:8002' })
  expect(behindProxy.isForeign(inner)).toBe(true)
})

it('forwarded headers do not count without a proxy', () => {
  const own = arriving({ ...FORWARDED, origin: 'http://lectern.internal:8002' })
  expect(direct.isForeign(own)).toBe(false)
  expect(direct.isSecure(own)).toBe(false)
  expect(behindProxy.isSecure(own)).toBe(true)
})

it('S30 a page of a public name is not of this server, unless the name is listed: its DNS may lead here', () => {
  const page = (host: string) => arriving({ host, origin: `http://${host}` })
  for (const host of ['rebound.example:8002', 'school.example', 'a.localhost.example', '1.2.3.4.example'])
    expect(direct.isForeign(page(host))).toBe(true)
  for (const host of ['localhost:8002', '192.168.1.5:8002', '[fe80::1]:8002', 'lectern', 'lectern.lan:80'])
    expect(direct.isForeign(page(host))).toBe(false)
  const named = new Origins([], false, ['School.example'])
  expect(named.isForeign(page('school.example:8443'))).toBe(false)
  expect(named.isForeign(page('127.0.0.1:8002'))).toBe(false)
  for (const host of ['rebound.example', 'lectern', '192.168.1.5'])
    expect(named.isForeign(page(host))).toBe(true)
  const proxied = new Origins([], true, ['school.example'])
  const forged = { ...FORWARDED, 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' }
  expect(proxied.isForeign(arriving(forged))).toBe(true)
})

it('of several proxies the first has the requested host', () => {
  const chain = { 'x-forwarded-host': 'school.example, inner.example', 'x-forwarded-proto': 'https, http' }
  const own = arriving({ ...FORWARDED, ...chain, origin: 'https://school.example' })
  expect(behindProxy.isSecure(own)).toBe(true)
  expect(behindProxy.isForeign(own)).toBe(false)
})

it('a proxy that forwards no host leaves it unchanged', () => {
  const { 'x-forwarded-host': _, ...headers } = FORWARDED
  const own = arriving({ ...headers, origin: 'https://lectern.internal:8002' })
  expect(behindProxy.isForeign(own)).toBe(false)
})

it('listed origins are compared exactly, and a request without an origin comes from no page', () => {
  for (const [origin, foreign] of [
    ['https://listed.example', false],
    ['http://listed.example', true],
    ['https://listed.example.evil.example', true],
    ['null', true],
  ] as const)
    expect(direct.isForeign(arriving({ host: 'localhost', origin }))).toBe(foreign)
  expect(direct.isForeign(arriving({ host: 'localhost' }))).toBe(false)
})

it('the address is that of the connection, or what the trusted proxy saw; of IPv6 the network', () => {
  const from = (address: string | undefined, headers = {}) => ({ ...arriving(headers), address })
  const spoofed = { 'x-forwarded-for': '10.0.0.1, 203.0.113.9' }
  for (const [origins, arrival, expected] of [
    [direct, from('203.0.113.7'), '203.0.113.7'],
    [direct, from('203.0.113.7', spoofed), '203.0.113.7'],
    [behindProxy, from('127.0.0.1', spoofed), '203.0.113.9'],
    [behindProxy, from('127.0.0.1'), '127.0.0.1'],
    [direct, from('::ffff:203.0.113.7'), '203.0.113.7'],
    [direct, from('2001:db8:0:1:aaaa::1'), '2001:db8:0:1::/64'],
    [direct, from('2001:0DB8::1:0:0:7'), '2001:db8:0:0::/64'],
    [direct, from('::1'), '0:0:0:0::/64'],
    [behindProxy, from('127.0.0.1', { 'x-forwarded-for': 'somebody' }), 'unknown'],
    [direct, from(undefined), 'unknown'],
  ] as const)
    expect(origins.addressOf(arrival)).toBe(expected)
})
