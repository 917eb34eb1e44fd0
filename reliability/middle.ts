/** Something between a device and the server that answers in the server's place. */
export class Middle {
  /** What it answers; undefined lets the request pass. */
  answers: (request: Request) => Response | undefined = () => undefined

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const answer = this.answers(request)
    if (!answer) return globalThis.fetch(request)
    await request.body?.cancel()
    return answer
  }

  heal(): void {
    this.answers = () => undefined
  }
}

/** A page of its own, as a proxy or a portal sends it. */
export const page = (status: number, text: string): Response =>
  new Response(`<!doctype html><title>${text}</title><h1>${text}</h1>`, {
    status,
    headers: { 'content-type': 'text/html' },
  })
