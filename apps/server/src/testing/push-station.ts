// A push service on this machine with a browser behind it: it checks the signature (RFC 8292), and decrypts (RFC 8291) by itself,
// so that what the library makes is not checked by the library.
import { execFileSync } from 'node:child_process'
import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { compactVerify } from 'jose'
import type { PushContent, PushSubscription } from '@lectern/protocol'

export interface Received {
  endpoint: string
  content: PushContent
  urgency: string | undefined
  ttl: number
  claims: { aud: string; exp: number; sub: string }
}

interface Browser {
  ecdh: ReturnType<typeof createECDH>
  auth: Buffer
}

interface Listening {
  server: Server
  folder: string
  certificate: string
}

export class PushStation {
  readonly url: string
  readonly host: string
  /** What came, in order. */
  readonly received: Received[] = []
  /** Requests that no push service takes, each with what is wrong. */
  readonly faults: string[] = []
  /** Every request, also those that were refused. */
  asked = 0
  /** What it answers from now on. */
  answer: { status: number; headers?: Record<string, string> } = { status: 201 }
  /** The file with its certificate, for NODE_EXTRA_CA_CERTS. */
  readonly certificate: string
  readonly #server: Server
  readonly #folder: string
  readonly #browsers = new Map<string, Browser>()

  private constructor({ server, folder, certificate }: Listening) {
    this.#server = server
    this.#folder = folder
    this.certificate = certificate
    const { port } = server.address() as AddressInfo
    this.host = `localhost:${port}`
    this.url = `https://${this.host}`
    server.on('request', (request, response) => {
      void this.#take(request).then(() => {
        const { status, headers = {} } = this.answer
        response.writeHead(status, headers).end()
      })
    })
  }

  /** `openssl`: the program, which makes its certificate. */
  static async open(openssl: string): Promise<PushStation> {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-push-'))
    const [certificate, key] = [join(folder, 'push.pem'), join(folder, 'push.key')]
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2']
    const asked = ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', certificate]
    execFileSync(openssl, asked, { stdio: 'ignore' })
    const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) })
    server.listen(0, 'localhost')
    await once(server, 'listening')
    return new PushStation({ server, folder, certificate })
  }

  /** From now on this process trusts it. Returns what ends that. */
  trust(): () => void {
    const before = getCACertificates('default')
    setDefaultCACertificates([...before, readFileSync(this.certificate, 'utf8')])
    return () => setDefaultCACertificates(before)
  }

  /** As a browser does it. */
  subscribe(): PushSubscription {
    const ecdh = createECDH('prime256v1')
    ecdh.generateKeys()
    const auth = randomBytes(16)
    const path = `/push/${randomBytes(12).toString('base64url')}`
    this.#browsers.set(path, { ecdh, auth })
    const keys = { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') }
    return { endpoint: `${this.url}${path}`, keys }
  }

  /** The notices that a device shows, newest last. */
  shownAt({ endpoint }: PushSubscription): string[] {
    return this.received.flatMap(({ endpoint: at, content }) =>
      at === endpoint && content.type === 'notice' ? [`${content.title}: ${content.body}`] : [],
    )
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
    rmSync(this.#folder, { recursive: true })
  }

  async #take(request: IncomingMessage): Promise<void> {
    this.asked++
    try {
      const parts: Buffer[] = []
      for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
      const received = await this.#read(request, Buffer.concat(parts))
      if (this.answer.status < 300) this.received.push(received)
    } catch (error) {
      this.faults.push((error as Error).message)
    }
  }

  async #read({ url = '', method, headers }: IncomingMessage, body: Buffer): Promise<Received> {
    const browser = this.#browsers.get(url)
    if (!browser || method !== 'POST') throw new Error(`${method} ${url} is no subscription`)
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error('not aes128gcm')
    const claims = await this.#verify(headers.authorization ?? '')
    const content = JSON.parse(decrypt(body, browser)) as PushContent
    const ttl = Number(headers.ttl)
    if (!Number.isInteger(ttl)) throw new Error('no TTL')
    return { endpoint: `${this.url}${url}`, content, ttl, claims, urgency: headers.urgency as string }
  }

  async #verify(authorization: string): Promise<Received['claims']> {
    const [, token = '', key = ''] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization) ?? []
    const point = Buffer.from(key, 'base64url')
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
    const { payload, protectedHeader } = await compactVerify(
      token,
      createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' }),
    )
    const claims = JSON.parse(Buffer.from(payload).toString()) as Received['claims']
    if (protectedHeader.alg !== 'ES256') throw new Error(`signed by ${protectedHeader.alg}`)
    if (claims.aud !== this.url) throw new Error(`for ${claims.aud}`)
    return claims
  }
}

const hmac = (key: Buffer, ...parts: Buffer[]): Buffer =>
  createHmac('sha256', key).update(Buffer.concat(parts)).digest()

const ONE = Buffer.of(1)
const labelled = (key: Buffer, label: string, bytes: number): Buffer =>
  hmac(key, Buffer.from(`${label}\0`), ONE).subarray(0, bytes)

const decrypt = (body: Buffer, { ecdh, auth }: Browser): string => {
  const salt = body.subarray(0, 16)
  const idEnd = 21 + body.readUInt8(20)
  const sender = body.subarray(21, idEnd)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const secret = hmac(salt, hmac(hmac(auth, ecdh.computeSecret(sender)), info, ONE))
  const key = labelled(secret, 'Content-Encoding: aes128gcm', 16)
  const decipher = createDecipheriv('aes-128-gcm', key, labelled(secret, 'Content-Encoding: nonce', 12))
  decipher.setAuthTag(body.subarray(-16))
  const padded = Buffer.concat([decipher.update(body.subarray(idEnd, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}
