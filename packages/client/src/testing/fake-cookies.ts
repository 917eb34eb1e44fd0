/**
 * The cookies of one browser: they outlive a reload, and no script sees them.
 * @example new Chat({ fetch: new FakeCookies().fetch(network.fetch), refreshIn: 'cookie' })
 */
export class FakeCookies {
  /** The refresh token that the browser sends along; undefined once the server took it back. */
  refresh: string | undefined

  fetch(send: typeof fetch): typeof fetch {
    return async (input, init) => {
      const { pathname } = new URL(String(input))
      const isRefresh = pathname.endsWith('/auth/refresh')
      const body = JSON.stringify({ refresh_token: this.refresh })
      const answer = await send(input, isRefresh && this.refresh ? { ...init, body } : init)
      if (!answer.ok || init?.credentials !== 'include') return answer
      if (pathname.endsWith('/auth/logout')) this.refresh = undefined
      return isRefresh || pathname.endsWith('/auth/login') ? this.#keep(answer) : answer
    }
  }

  async #keep(answer: Response): Promise<Response> {
    const { refresh_token, ...rest } = (await answer.json()) as { refresh_token: string }
    this.refresh = refresh_token
    return Response.json(rest)
  }
}
