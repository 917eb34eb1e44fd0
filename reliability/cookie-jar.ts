/** The cookies of one browser, which all of its tabs send: by path, without dates. */
export class CookieJar {
  readonly #cookies = new Map<string, string>()
  readonly #send: typeof fetch

  constructor(send: typeof fetch = (input, init) => globalThis.fetch(input, init)) {
    this.#send = send
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const isOfAccounts = new URL(request.url).pathname.startsWith('/auth')
    if (isOfAccounts && this.#cookies.size > 0) request.headers.set('cookie', this.#header)
    const send = this.#send
    const answer = await send(request)
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return answer
  }

  get #header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/Max-Age=0\b/i.test(line)) this.#cookies.delete(name)
    else this.#cookies.set(name, value)
  }
}
