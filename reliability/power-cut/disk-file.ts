import { pick, type Random } from '../random.ts'

type Change = { type: 'write'; offset: number; bytes: Buffer } | { type: 'truncate'; size: number }

/** Old disks tear at 512 bytes, new ones at 4096. */
const SECTORS = [512, 4096] as const
const TORN_SHARE = 0.3

/** The durable content of one file and the changes since its last sync. */
export class DiskFile {
  #content = Buffer.alloc(0)
  #size = 0
  #pending: Change[] = []

  write(offset: number, bytes: Buffer): void {
    this.#pending.push({ type: 'write', offset, bytes })
  }

  truncate(size: number): void {
    this.#pending.push({ type: 'truncate', size })
  }

  sync(): void {
    for (const change of this.#pending) this.#apply(change)
    this.#pending = []
  }

  /** The content after a power cut; each unsynced change has arrived with the probability `arrival`. */
  cut(random: Random, arrival: number): Buffer {
    const left = new DiskFile()
    left.#content = Buffer.from(this.#content.subarray(0, this.#size))
    left.#size = this.#size
    const arrived = this.#pending.filter(() => random() < arrival)
    for (const change of arrived)
      for (const part of random() < TORN_SHARE ? tearWrite(change, random) : [change]) left.#apply(part)
    return left.#content.subarray(0, left.#size)
  }

  #apply(change: Change): void {
    if (change.type === 'truncate') return this.#resize(change.size)
    const end = change.offset + change.bytes.length
    if (end > this.#size) this.#resize(end)
    change.bytes.copy(this.#content, change.offset)
  }

  #resize(size: number): void {
    if (size > this.#content.length) {
      const larger = Buffer.alloc(Math.max(size, this.#content.length * 2))
      this.#content.copy(larger, 0, 0, this.#size)
      this.#content = larger
    }
    if (size < this.#size) this.#content.fill(0, size, this.#size)
    this.#size = size
  }
}

/** The sectors of a write that arrived, chosen at random. */
const tearWrite = (change: Change, random: Random): Change[] => {
  if (change.type === 'truncate') return [change]
  const sector = pick(random, SECTORS)
  const parts: Change[] = []
  for (let from = 0; from < change.bytes.length;) {
    const end = from + sector - ((change.offset + from) % sector)
    const bytes = change.bytes.subarray(from, end)
    if (random() < 0.5) parts.push({ type: 'write', offset: change.offset + from, bytes })
    from = end
  }
  return parts
}
