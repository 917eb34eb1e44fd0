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
  readonly #names: ReadonlySet<string>

  /** `names`: the host names of this server; when there are none, those that nobody can register elsewhere. */
  constructor(listed: readonly string[], trustProxy: boolean, names: readonly string[] = []) {
    this.#listed = new Set(listed)
    this.#trustProxy = trustProxy
    this.#names = new Set(names.map((name) => name.toLowerCase()))
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

  /** Undefined for a name that is not of this server: a page of that name may have been led here by its own DNS. */
  #own(arrival: Arrival): string | undefined {
    const forwarded = this.#trustProxy ? firstOf(arrival.header('x-forwarded-host')) : undefined
    const host = forwarded ?? arrival.header('host') ?? ''
    return this.#isOwnName(nameOf(host))
      ? `${this.isSecure(arrival) ? 'https' : 'http'}://${host}`
      : undefined
  }

  #isOwnName(name: string): boolean {
    if (LOOPBACK.has(name) || this.#names.has(name)) return true
    // A trusted proxy has a list of its own.
    return this.#names.size === 0 && (this.#trustProxy || isNobodys(name))
  }
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Addresses, names without a dot, and endings that no public name has. */
const isNobodys = (name: string): boolean =>
  isIPv4(name) ||
  name.startsWith('[') ||
  /^[^.]*$|\.(localhost|local|lan|internal|home\.arpa|test)$/.test(name)

/** A host without its port. */
const nameOf = (host: string): string => host.replace(/:\d*$/, '').toLowerCase()

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
