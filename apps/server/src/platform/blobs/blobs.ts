// Files too large for the database: on the disk of this machine, or in a bucket.
//
// An upload grows on the disk in any case, and the media process reads and writes files there. What is to stay is then
// stored under its final name, where any reader finds it.

export interface ByteRange {
  /** Both inclusive. */
  start: number
  end: number
}

/** A place on the disk for work with one file. */
export interface LocalFile {
  /** The file, only to be read. */
  source: string
  /** An empty folder for what is made of it; it goes with the work. */
  folder: string
}

/** Something stored: for whoever compares all of it with the database. */
export interface StoredId {
  id: string
  /** For people. */
  place: string
  /** When it was stored, in milliseconds since 1970. */
  at: number
}

/** Names under which files are stored; all others are on their way. */
export const isStoredName = (name: string): boolean => /^(content|\d+)$/.test(name)

export interface Blobs {
  /** For people: where the files are. */
  readonly place: string

  /** The folder of an id on the disk, for what is on its way. */
  folder(id: string): string
  path(id: string, name: string): string
  /** Makes an empty file on the disk. @throws AppError `storage_full` */
  create(id: string, name: string): Promise<void>
  /**
   * Appends chunks to a file on the disk as they come, up to `max` bytes; received chunks are kept in any case. Returns
   * the size afterwards.
   * @throws AppError `storage_full`, and errors of the chunks
   */
  append(id: string, name: string, chunks: AsyncIterable<Uint8Array>, max: number): Promise<number>
  /** Copies a file of the disk to an id, as one on its way. @throws AppError `storage_full` */
  adopt(source: string, id: string, name: string): Promise<void>
  /** The size of a file on its way; `undefined` if there is none. */
  staged(id: string, name: string): Promise<number | undefined>

  /** Stores a file that is on its way under its final name; then it survives a crash. @throws AppError `storage_full` */
  keep(id: string, from: string, name: string): Promise<void>
  /** A stored file is on its way again, if nothing else is under that name. */
  takeBack(id: string, name: string, to: string): Promise<void>
  /** What is on its way is needed no longer: all that is to stay was stored. */
  release(id: string, name: string): Promise<void>
  /** Stores a stored file for another id as well. @throws AppError `storage_full` */
  copy(id: string, name: string, to_id: string): Promise<void>

  /** Of a stored file; `undefined` if there is none. @throws AppError `unavailable` */
  size(id: string, name: string): Promise<number | undefined>
  /** Of a stored file. It is open when this resolves. @throws AppError `not_found`, `unavailable` */
  read(id: string, name: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>>
  /** Has a stored file on the disk during the work. @throws AppError `not_found`, `unavailable`, `storage_full` */
  withLocal<T>(id: string, name: string, work: (file: LocalFile) => Promise<T>): Promise<T>

  /** Everything of the id, stored or on its way. @throws AppError `unavailable` */
  remove(id: string): Promise<void>
  /** @throws AppError `storage_full` without this much space, or while nothing can be stored */
  requireRoom(bytes: number): Promise<void>
  /** @throws AppError `storage_full` while nothing can be stored */
  requireStore(): Promise<void>
  /** The ids of stored files, from a place in their order on (0 to 1); then those before it. */
  ids(from: number): AsyncIterable<StoredId>
  /**
   * Removes what work of earlier processes has left over: all of it, or what nobody has written to since `since`, if others
   * may be at work.
   */
  clearWork(since?: number): Promise<void>
  close(): void
}
