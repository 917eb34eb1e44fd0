import { Lazy } from '../../../core/lazy.ts'

interface Decoder {
  decodeHTML: (text: string) => string
  decodeHTMLAttribute: (text: string) => string
}

/** The names of all characters in HTML; wanted when the field gets the focus. */
export const entities = new Lazy<Decoder>(async () => {
  const { decodeHTML, decodeHTMLAttribute } = await import('entities')
  return { decodeHTML: (text) => decodeHTML(text), decodeHTMLAttribute: (text) => decodeHTMLAttribute(text) }
})

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }
const KNOWN = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos|nbsp));/giu
const UNKNOWN = /&[a-z][a-z\d]{1,30};/iu

const decodeFew = (text: string): string =>
  text.replace(KNOWN, (raw, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name.toLowerCase()] ?? raw
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : raw
  })

const loaded = (): Decoder | undefined => {
  const state = entities.state.get()
  return state.status === 'ready' ? state.value : undefined
}

/** Whether every name in it is known by now; otherwise plain text is the better paste. */
export const isDecodable = (html: string): boolean =>
  loaded() !== undefined || !UNKNOWN.test(html.replace(KNOWN, ''))

export const decodeText = (text: string): string => (loaded()?.decodeHTML ?? decodeFew)(text)
export const decodeAttribute = (text: string): string => (loaded()?.decodeHTMLAttribute ?? decodeFew)(text)
