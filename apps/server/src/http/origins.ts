import { isIPv4, isIPv6 } from 'node:net'

/** The parts of a request that tell where it came from. */
export interface Arrival {
  header(name: string): string | undefined
  /** The connection itself is encrypted. */
  encrypted: boolean
  /** Of the other end of the connection. */
  address?: string | undefined
}

/** Which pages may use this server: its own, and listed ones; compared exactly. */
export class Origins {
  readonly #listed: ReadonlySet<string>
  readonly #trustProxy: boolean

  constructor(listed: readonly string[], trustProxy: boolean) {
    this.#listed = new Set(listed)
    this.#trustProxy = trustProxy
  }

  isListed(origin: string): boolean {
    return this.#listed.has(origin)
  }

  /** Over TLS, also that of the proxy in front. */
  isSecure({ header, encrypted }: Arrival): boolean {
    return encrypted || (this.#trustProxy && firstOf(header('x-forwarded-proto')) === 'https')
  }

  /**
   * The address that the request came from: what the trusted proxy saw, or the other end of the connection. Of IPv6 the
   * first 64 bits, which one customer has to themselves.
   */
  addressOf({ header, address }: Arrival): string {
    const forwarded = this.#trustProxy ? header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
    return networkOf(forwarded || address)
  }

  /** Browsers name the origin of every request that could do harm; without one no page is behind it. */
  isForeign(arrival: Arrival): boolean {
    const origin = arrival.header('origin')
    return origin !== undefined && !this.isListed(origin) && origin !== this.#own(arrival)
  }

  #own(arrival: Arrival): string {
    const forwarded = this.#trustProxy ? firstOf(arrival.header('x-forwarded-host')) : undefined
    return `${this.isSecure(arrival) ? 'https' : 'http'}://${forwarded ?? arrival.header('host') ?? ''}`
  }
}

const firstOf = (header: string | undefined): string | undefined => header?.split(',')[0]?.trim()

const networkOf = (address: string | undefined): string => {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
  if (isIPv4(plain)) return plain
  if (!isIPv6(plain)) return 'unknown'
  return `${groupsOf(plain).slice(0, 4).join(':')}::/64`
}

/** The eight groups of an IPv6 address, without leading zeros. */
const groupsOf = (address: string): string[] => {
  const [start = '', end] = address.toLowerCase().replace(/%.*$/, '').split('::')
  const [left, right] = [start, end ?? ''].map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(Math.max(0, 8 - (left?.length ?? 0) - (right?.length ?? 0))).fill('0')
  return [...(left ?? []), ...(end === undefined ? [] : zeros), ...(right ?? [])].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  )
}
