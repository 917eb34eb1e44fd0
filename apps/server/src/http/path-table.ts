import type { Route } from '../features/route.ts'

/** In the order in which `Allow` names them. */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The methods of each path: HTTP has a separate status for a known path with a wrong method. */
export class PathTable {
  readonly #known: { pattern: RegExp; method: string }[]

  constructor(routes: readonly Route[]) {
    this.#known = routes.map(({ endpoint: { path, method } }) => ({
      pattern: new RegExp(`^${path.split('/').map(segment).join('/')}$`),
      method: method.toUpperCase(),
    }))
  }

  methodsAt(path: string): string[] {
    const there = new Set(this.#known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))
    return METHODS.filter((method) => there.has(method))
  }
}

const segment = (name: string): string =>
  name.startsWith(':') ? '[^/]+' : name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
