// Where a web or mail address begins and ends in ordinary text of any script. A sentence ends, quotes or brackets
// an address with its own punctuation, which is never a part of it.
import type { Tokens } from 'marked'
import { charAt, charBefore, isWord } from './signs.ts'

/** No address is longer; what comes after is text. */
const MAX_ADDRESS = 2_000
const MAX_HOST = 300
const SCHEME = /https?:\/\/(?=[\p{L}\p{N}[])|www\.(?=[\p{L}\p{N}-]+\.\p{L})/iuy

/** Signs in no address: spaces, quotes, and all that is neither a letter nor a digit outside ASCII. */
const ENDS =
  /[\s<>"`\\\p{Cc}\u200b\ufeff]|(?![\u2010\u2011\u2013\u00b7])[^\0-\x7f\p{L}\p{N}\p{M}\p{Cf}\p{Cs}\p{Co}]|\p{Extended_Pictographic}/u
/** A host ends before its path; no other sign is in it. */
const HOST_ENDS = /[^\p{L}\p{N}\p{M}.:@%_[\]-]/u
const TRAILING = /[?!.,:;*_'~|$^([{\u2010\u2011\u2013\u00b7\p{Cf}-]/u
/** A Turkish ending belongs to the name of the site, not to its address. */
const HOST_ENDING = /^((?:https?:\/\/|www\.)[^/?#']+)'\p{L}+$/iu

/** Scripts without spaces, and Korean, whose particles follow a word at once. */
const RUNS_ON =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{' }

/** The web address that begins at a place, as typed. */
export const webAddressAt = (src: string, at: number): string | undefined => {
  SCHEME.lastIndex = at
  const scheme = SCHEME.exec(src)?.[0]
  if (scheme === undefined || isInWord(src, at)) return undefined
  const begin = at + scheme.length
  const host = src.slice(begin, endOf(src, begin, MAX_HOST, HOST_ENDS))
  if (!URL.canParse(hrefOf(scheme + trim(host)))) return undefined
  const address = trim(src.slice(at, endOf(src, begin, MAX_ADDRESS, ENDS)))
  return address.length > scheme.length ? address : undefined
}

const isInWord = (src: string, at: number): boolean => {
  const before = charBefore(src, at)
  return before !== '_' && isWord(before)
}

const hrefOf = (address: string): string => (/^www\./iu.test(address) ? `http://${address}` : address)

/** The first place at which the address has ended, before its trailing signs are cut. */
const endOf = (src: string, begin: number, most: number, ends: RegExp): number => {
  const limit = Math.min(src.length, begin + most)
  const open: string[] = []
  let isLatin = true
  let at = begin
  while (at < limit) {
    const char = charAt(src, at)
    if (ends.test(char)) break
    if ('([{'.includes(char)) open.push(char)
    else if (char in CLOSES && open.pop() !== CLOSES[char]) break
    if ('/?#&='.includes(char)) isLatin = true
    else if (RUNS_ON.test(char)) {
      if (isLatin && /[a-z\d]/iu.test(src[at - 1] ?? '')) break
      isLatin = false
    }
    at += char.length
  }
  return at
}

const trim = (run: string): string => {
  let end = run.length
  for (;;) {
    const last = charBefore(run, end)
    if (last !== '' && TRAILING.test(last)) end -= last.length
    // An English possessive belongs to the sentence.
    else if (last === 's' && run[end - 2] === "'") end -= 2
    else break
  }
  const address = run.slice(0, end)
  return HOST_ENDING.exec(address)?.[1] ?? address
}

const LOCAL = /(?<![\p{L}\p{N}._%+@/:-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}$/u
const LOCAL_LATIN = /[a-z\d][\w.%+-]{0,63}$/iu
const MAILTO = /mailto:$/iu
const DOMAIN =
  /@((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})\.){1,8}\p{L}{2,24})(?![\p{L}\p{N}_@]|:[^\s]|-\p{L})/uy
const DOMAIN_LATIN = /@((?:[a-z\d](?:[a-z\d-]{0,62})\.){1,8}[a-z]{2,24})(?![\w@]|:[^\s]|-[a-z])/iuy
const REACH = 80

/** The mail address around an `@`, and where it begins. */
export const mailAddressAround = (
  src: string,
  at: number,
  from: number,
): { begin: number; address: string } | undefined => {
  const near = src.slice(Math.max(from, at - REACH), at)
  const runsOn = RUNS_ON.test(near.slice(-1)) ? undefined : LOCAL_LATIN.exec(near)?.[0]
  const isJoined = runsOn !== undefined && RUNS_ON.test(charBefore(near, near.length - runsOn.length))
  const isTyped = MAILTO.test(near.slice(0, near.length - (runsOn?.length ?? 0)))
  const local = isJoined || isTyped ? runsOn : LOCAL.exec(near)?.[0]
  if (local === undefined) return undefined
  const domain = matchAt(DOMAIN_LATIN, src, at) ?? matchAt(DOMAIN, src, at)
  if (domain === undefined) return undefined
  return { begin: at - local.length, address: `${local}@${domain}` }
}

const matchAt = (pattern: RegExp, src: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(src)?.[1]
}

const linkOf = (text: string, href: string): Tokens.Link => ({
  type: 'link',
  raw: text,
  text,
  href,
  title: null,
  tokens: [{ type: 'text', raw: text, text }],
})

export const webLink = (address: string): Tokens.Link => linkOf(address, hrefOf(address))
export const mailLink = (address: string): Tokens.Link => linkOf(address, `mailto:${address}`)
