import { describe, expect, test } from 'vitest'
import { cutInTheMiddle, safeLink, withoutTurning } from './links.ts'

const hostOf = (address: string, text: string) => safeLink(address, text)?.host

describe('the words of a link', () => {
  test.each([
    ['https://bank.com.evil.com/login', 'bank.com', 'bank.com.evil.com'],
    ['https://bank.com.evil.com/login', 'https://bank.com', 'bank.com.evil.com'],
    ['https://evil.com/bank.com', 'bank.com', 'evil.com'],
    ['https://evil.com', 'evil.com.bank.com', 'evil.com'],
    ['https://evil.com', 'notevil.com', 'evil.com'],
    ['https://evil.com', 'bank.com/evil.com', 'evil.com'],
    ['https://evil.com', 'bank.com?evil.com', 'evil.com'],
    ['https://evil.com', 'bank.com#evil.com', 'evil.com'],
    ['https://evil.com', 'my bank evil.com', 'evil.com'],
    ['https://evil.com', 'ftp://evil.com', 'evil.com'],
    ['https://evil.com', '', 'evil.com'],
    ['https://bank.com@evil.com', 'https://bank.com@evil.com', 'evil.com'],
    ['https://:bank.com@evil.com', 'evil.com', 'evil.com'],
    ['https://bank.com:password@evil.com', 'bank.com', 'evil.com'],
    ['https://evil.com:8443', 'bank.com:8443', 'evil.com:8443'],
    ['https://evil.com', 'evil.com:8443', 'evil.com'],
    ['https://evil.com', '\u202emoc.live', 'evil.com'],
    ['https://evil.com', '\u2066evil.com', 'evil.com'],
    ['https://xn--pple-43d.com', 'аpple.com', 'xn--pple-43d.com'],
    ['mailto:eve@evil.com', 'ada@bank.com', 'eve@evil.com'],
    ['mailto:eve@evil.com?subject=ada@bank.com', 'ada@bank.com', 'eve@evil.com'],
    ['mailto:%61da@bank.com', 'ada@bank.com', undefined],
    ['mailto:%ff@bank.com', '', '%ff@bank.com'],
    ['https://bank.com/login', 'bank.com', undefined],
    ['https://bank.com/login', 'HTTPS://BANK.com/help', undefined],
    ['https://bank.com:8443/login', 'bank.com:8443', undefined],
    ['https://bank.com:8443/login', ' bank.com ', undefined],
  ])('of %j, which are %j, are followed by %j', (address, text, host) => {
    expect(hostOf(address, text)).toBe(host)
  })

  test.each([
    'javascript:alert(1)',
    ' \u0000javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'file:///x',
    'blob:https://a.example/x',
    'vbscript:x',
    '/relative',
    'nothing',
  ])('%j leads nowhere', (address) => {
    expect(safeLink(address, 'here')).toBeUndefined()
  })
})

describe('characters that turn the direction', () => {
  const TURNING = ['\u061c', '\u200e', '\u200f', '\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'] // prettier-ignore

  test.each(TURNING)('%j is removed from an address and from its displayed text', (character) => {
    expect(withoutTurning(`https://bank.com/${character}gnp.exe`)).toBe('https://bank.com/gnp.exe')
    expect(safeLink(`https://bank.com/${character}gnp.exe`, 'here')?.href).toBe('https://bank.com/gnp.exe')
  })

  test('so are those that control a terminal, and no others', () => {
    expect(withoutTurning('a\u0000b\u001fc\u007fd')).toBe('abcd')
    expect(withoutTurning('שלום مرحبا\u200d \u00ad-')).toBe('שלום مرحبا\u200d \u00ad-')
  })
})

describe('a long address', () => {
  test('never loses a part of its host, however long that is', () => {
    const host = `bank.com.${'a'.repeat(200)}.evil.com`
    expect(cutInTheMiddle(`https://${host}/${'x'.repeat(100)}`)?.begin).toContain(host)
    expect(cutInTheMiddle(`https://${host}`)).toBeUndefined()
  })

  test('is cut from 44 characters after its host', () => {
    const behind = (length: number) => cutInTheMiddle(`https://bank.com${'/'.repeat(length)}`)
    expect(behind(43)).toBeUndefined()
    expect(behind(44)).toEqual({
      begin: `https://bank.com${'/'.repeat(16)}`,
      middle: '/'.repeat(12),
      end: '/'.repeat(16),
    })
  })
})
