import { createServer, type RequestListener, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** Servers of a test that answer as it says. */
export class HttpStubs {
  readonly #servers: Server[] = []

  /** Returns its address. */
  async serve(answer: RequestListener): Promise<string> {
    const server = createServer(answer)
    this.#servers.push(server)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  close(): void {
    for (const server of this.#servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  }
}
