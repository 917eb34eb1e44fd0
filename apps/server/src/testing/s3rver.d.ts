declare module '@20minutes/s3rver' {
  import type { Server } from 'node:http'

  interface Context {
    req: { url: string }
    path: string
    method: string
    status: number
    body: unknown
    set(name: string, value: string): void
  }
  type Middleware = (context: Context, next: () => Promise<unknown>) => Promise<unknown>

  class S3rver {
    constructor(options: {
      address: string
      port: number
      directory: string
      silent: boolean
      vhostBuckets: boolean
      configureBuckets: { name: string; configs: string[] }[]
    })
    readonly middleware: Middleware[]
    readonly httpServer: Server
    run(): Promise<{ port: number }>
    close(): Promise<void>
  }
  export default S3rver
  export type { Context, Middleware }
}
