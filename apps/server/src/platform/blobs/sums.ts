import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

export interface FileSums {
  size: number
  /** In base64, which storages compare with the bytes that they got. */
  md5: string
  /** In hex. */
  sha256: string
}

export const sumsOf = async (chunks: AsyncIterable<Uint8Array>): Promise<FileSums> => {
  const [md5, sha256] = [createHash('md5'), createHash('sha256')]
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    md5.update(chunk)
    sha256.update(chunk)
  }
  return { size, md5: md5.digest('base64'), sha256: sha256.digest('hex') }
}

export const sumsOfFile = (path: string): Promise<FileSums> => sumsOf(createReadStream(path))
