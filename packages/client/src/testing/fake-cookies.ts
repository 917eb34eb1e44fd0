import type { Tokens } from '@lectern/protocol'

/**
 * The cookies of one browser: they survive a reload, and scripts cannot read them.
 * @example new Chat({ fetch: new FakeCookies().fetch(network.fetch), refreshIn: 'cookie' })
 */
export class FakeCookies {
  /** The refresh token that the browser sends along; undefined after the server deleted it. */
  refresh: string | undefined
  /** The access tokens of the session that the refresh token is of. */
  readonly #tokens = new Set<string>()

  fetch(send: typeof fetch): typeof fetch {
    return async (input, init) => {
      const { pathname } = new URL(String(input))
      const isRefresh = pathname.endsWith('/auth/refresh')
      const isLogin = pathname.endsWith('/auth/login')
      const answer = await send(input, isRefresh || isLogin ? this.#inBody(init, isRefresh) : init)
      if (!answer.ok || init?.credentials !== 'include') return answer
      if (pathname.endsWith('/auth/logout')) this.#leave(init)
      if (isLogin) this.#tokens.clear()
      return isRefresh || isLogin ? this.#keep(answer) : answer
    }
  }

  /** The fake server has no cookies: the body carries the token in both directions instead. */
  #inBody(init: RequestInit | undefined, isRefresh: boolean): RequestInit | undefined {
    if (isRefresh)
      return this.refresh ? { ...init, body: JSON.stringify({ refresh_token: this.refresh }) } : init
    const asked = JSON.parse(String(init?.body)) as { refresh_in?: string }
    if (asked.refresh_in === 'body') return init
    return { ...init, body: JSON.stringify({ ...asked, refresh_in: 'body' }) }
  }

  /** The server deletes the cookie of the session that it ends, and of no other. */
  #leave(init: RequestInit): void {
    const token = new Headers(init.headers).get('authorization')?.replace('Bearer ', '') ?? ''
    if (this.#tokens.has(token)) this.refresh = undefined
  }

  async #keep(answer: Response): Promise<Response> {
    const { refresh_token, ...rest } = (await answer.json()) as Tokens & { refresh_token: string }
    this.refresh = refresh_token
    this.#tokens.add(rest.access_token)
    return Response.json(rest)
  }
}
