// A bucket of an S3-compatible storage. The library signs, parses and tries again; here are the requests that Lectern needs,
// and an end for those in which nothing moves.
import { createReadStream } from 'node:fs'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import type { Clock } from '../clock.ts'
import type { ByteRange } from './blobs.ts'
import { BucketError, bucketError } from './bucket-error.ts'
import { Silence } from './silence.ts'
import type { FileSums } from './sums.ts'

export interface BucketSettings {
  name: string
  /** The address of the storage; undefined for that of AWS. */
  url: string | undefined
  region: string
  key_id: string
  secret: string
  /** Before every key; empty, or with a slash at its end. */
  prefix: string
  /** The name of the bucket is in the path, not in the host. */
  path_style: boolean
}

export interface Stored {
  size: number
  /** As it was when it was stored here; undefined for a file that something else put there. */
  sha256: string | undefined
}

export interface Listed {
  key: string
  size: number
  /** In milliseconds since 1970. */
  at: number
}

export interface SourceFile extends FileSums {
  path: string
}

/** For people. */
export const placeOf = ({ name, prefix, url }: Pick<BucketSettings, 'name' | 'prefix' | 'url'>): string =>
  `s3://${name}/${prefix}${url === undefined ? '' : ` at ${url}`}`

type Sdk = typeof import('@aws-sdk/client-s3')

/** Slow readers keep their connection while they read. */
const CONNECTIONS = 1_000
const CONNECT_MS = 5_000
/** Another attempt may succeed at once: a connection that was closed just now, a node that restarts. */
const PASSING: readonly string[] = ['unreachable', 'broken', 'wrong_clock']

/**
 * Not called as a field of its requests: the compiler gave that field another name in what it built, because `open` names the
 * class.
 */
export class S3Bucket {
  readonly #settings: BucketSettings
  readonly #sdk: Sdk
  readonly #client: S3Client
  readonly #clock: Clock

  private constructor(sdk: Sdk, settings: BucketSettings, clock: Clock, attempts: number) {
    this.#settings = settings
    this.#sdk = sdk
    this.#clock = clock
    this.#client = clientOf(sdk, settings, attempts)
  }

  /** Loaded only where it is wanted. `attempts`: of each request that can be sent again. */
  static async open(settings: BucketSettings, clock: Clock, attempts = 2): Promise<S3Bucket> {
    return new S3Bucket(await import('@aws-sdk/client-s3'), settings, clock, attempts)
  }

  get place(): string {
    return placeOf(this.#settings)
  }

  /** The storage compares the bytes with the sums before it keeps them. @throws BucketError */
  async put(key: string, file: SourceFile): Promise<void> {
    try {
      await this.#putOnce(key, file)
    } catch (error) {
      if (!(error instanceof BucketError) || !PASSING.includes(error.fault)) throw error
      // The library cannot begin a stream anew.
      await this.#putOnce(key, file)
    }
  }

  /** @throws BucketError */
  async get(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | undefined> {
    const Range = range && `bytes=${range.start}-${range.end}`
    try {
      const { Body } = await this.#ask((signal) =>
        this.#client.send(new this.#sdk.GetObjectCommand({ ...this.#at(key), Range }), {
          abortSignal: signal,
        }),
      )
      return this.#streamOf(Body as Readable)
    } catch (error) {
      if ((error as BucketError).code === 'NoSuchKey') return undefined
      throw error
    }
  }

  /** Undefined if there is no such key. @throws BucketError */
  async head(key: string): Promise<Stored | undefined> {
    try {
      const { ContentLength, Metadata } = await this.#ask((signal) =>
        this.#client.send(new this.#sdk.HeadObjectCommand(this.#at(key)), { abortSignal: signal }),
      )
      return { size: ContentLength ?? 0, sha256: Metadata?.['sha256'] }
    } catch (error) {
      // An answer to HEAD has no body that would say why.
      await this.#list({ Prefix: this.#settings.prefix + key })
      if (['NotFound', 'NoSuchKey', '404'].includes((error as BucketError).code)) return undefined
      throw error
    }
  }

  /** @throws BucketError `NoSuchKey` */
  async copy(from: string, to: string): Promise<void> {
    const { name, prefix } = this.#settings
    const CopySource = `${name}/${prefix}${from}`
    await this.#ask((signal) =>
      this.#client.send(new this.#sdk.CopyObjectCommand({ ...this.#at(to), CopySource }), {
        abortSignal: signal,
      }),
    )
  }

  /** Succeeds also if there is no such key. @throws BucketError */
  async remove(key: string): Promise<void> {
    await this.#ask((signal) =>
      this.#client.send(new this.#sdk.DeleteObjectCommand(this.#at(key)), { abortSignal: signal }),
    )
  }

  /** In the order of the keys, `after` one. @throws BucketError */
  async *list(folder: string, after?: string): AsyncIterable<Listed> {
    const { prefix } = this.#settings
    const StartAfter = after && prefix + after
    for (let token: string | undefined; ;) {
      const page = await this.#list({ Prefix: prefix + folder, StartAfter, ContinuationToken: token })
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? [])
        yield { key: Key.slice(prefix.length), size: Size, at: LastModified?.getTime() ?? 0 }
      if (page.IsTruncated !== true || page.NextContinuationToken === undefined) return
      token = page.NextContinuationToken
    }
  }

  /** Stores a few bytes and removes them. @throws BucketError */
  async probe(key: string): Promise<void> {
    const Body = Buffer.from('a probe of lectern')
    await this.#ask((signal) =>
      this.#client.send(new this.#sdk.PutObjectCommand({ ...this.#at(key), Body }), { abortSignal: signal }),
    )
    await this.remove(key)
  }

  close(): void {
    this.#client.destroy()
  }

  #at(key: string) {
    const { name, prefix } = this.#settings
    return { Bucket: name, Key: prefix + key }
  }

  #list(wish: { Prefix?: string; StartAfter?: string; ContinuationToken?: string }) {
    const asked = { Bucket: this.#settings.name, ...wish }
    return this.#ask((signal) =>
      this.#client.send(new this.#sdk.ListObjectsV2Command(asked), { abortSignal: signal }),
    )
  }

  async #putOnce(key: string, { path, size, md5, sha256 }: SourceFile): Promise<void> {
    const sums = { ContentLength: size, ContentMD5: md5, Metadata: { sha256 } }
    await this.#ask(async (signal, silence) => {
      const Body = Readable.from(watched(createReadStream(path), silence), { objectMode: false })
      // The library would wait for the rest.
      Body.once('error', (error) => silence.fail(error))
      try {
        const wish = new this.#sdk.PutObjectCommand({ ...this.#at(key), Body, ...sums })
        await this.#client.send(wish, { abortSignal: signal })
      } finally {
        Body.destroy()
      }
    })
  }

  /** @throws BucketError, also when nothing moves for too long */
  async #ask<T>(request: (signal: AbortSignal, silence: Silence) => Promise<T>): Promise<T> {
    const silence = new Silence(this.#clock)
    try {
      return await request(silence.signal, silence)
    } catch (error) {
      throw silence.signal.aborted ? silence.signal.reason : bucketError(error)
    } finally {
      silence.end()
    }
  }

  /** Reads on only as fast as the reader does; a reader that pauses is no silence. */
  #streamOf(body: Readable): ReadableStream<Uint8Array> {
    const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      const silence = new Silence(this.#clock)
      silence.signal.addEventListener('abort', () => body.destroy(silence.signal.reason as Error))
      try {
        const { done, value } = await chunks.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        throw bucketError(error)
      } finally {
        silence.end()
      }
    }
    return new ReadableStream<Uint8Array>({ pull, cancel: () => void body.destroy() }, { highWaterMark: 0 })
  }
}

const QUIET = { debug() {}, info() {}, warn() {}, error() {} }

const clientOf = (
  { S3Client }: Sdk,
  { url, region, key_id, secret, path_style }: BucketSettings,
  attempts: number,
): S3Client => {
  const agent = { keepAlive: true, maxSockets: CONNECTIONS }
  return new S3Client({
    ...(url !== undefined && { endpoint: url }),
    region,
    credentials: { accessKeyId: key_id, secretAccessKey: secret },
    forcePathStyle: path_style,
    maxAttempts: attempts,
    // What fails is thrown, and logged where it is caught.
    logger: QUIET,
    // Many storages know no checksums besides MD5.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      httpAgent: new HttpAgent(agent),
      httpsAgent: new HttpsAgent(agent),
    },
  })
}

const watched = async function* (chunks: AsyncIterable<Uint8Array>, silence: Silence) {
  for await (const chunk of chunks) {
    silence.moved()
    yield chunk
  }
}
