/** The parts of a request that show its origin. */
export interface Arrival {
  header(name: string): string | undefined
  /** The connection itself is encrypted. */
  encrypted: boolean
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

  /** Browsers send the origin of every request that could do harm; a request without one comes from no page. */
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
