// The content of a disk after a power cut: everything that was synced, and of the rest whatever has arrived.
//
// Of writes since a file's last sync any subset may have arrived, in any order, each whole or torn at a sector.
// Names (created, renamed, removed) are safe after a sync of the folder; before, some first part of them is.
import type { Random } from '../random.ts'
import { DiskFile } from './disk-file.ts'
import type { Operation } from './trace.ts'

type NameChange = { type: 'link'; name: string; file: DiskFile } | { type: 'unlink'; name: string }

const FOLDER = Symbol('the folder itself')

export class Disk {
  /** The process's view. */
  readonly #names = new Map<string, DiskFile>()
  readonly #durableNames = new Map<string, DiskFile>()
  #nameChanges: NameChange[] = []
  readonly #handles = new Map<number, DiskFile | typeof FOLDER>()

  /** The current name of an operation's file; undefined for operations on names. */
  nameOf(handle: number): string | undefined {
    const file = this.#handles.get(handle)
    for (const [name, known] of this.#names) if (known === file) return name
    return undefined
  }

  apply(operation: Operation): void {
    switch (operation.type) {
      case 'open':
        return this.#open(operation)
      case 'write':
        return this.#file(operation.handle).write(operation.offset, operation.bytes)
      case 'truncate':
        return this.#file(operation.handle).truncate(operation.size)
      case 'sync':
        return this.#sync(operation.handle)
      case 'rename':
        return this.#rename(operation.from, operation.to)
      case 'unlink':
        return this.#unlink(operation.name)
    }
  }

  /** The folder after the power has come back. */
  cut(random: Random): Map<string, Buffer> {
    const names = new Map(this.#durableNames)
    const kept = Math.floor(random() * (this.#nameChanges.length + 1))
    for (const change of this.#nameChanges.slice(0, kept)) applyName(names, change)
    // Drawn once per cut, so that all mixtures between "nothing arrived" and "nearly all did" occur.
    const arrival = random()
    return new Map([...names].map(([name, file]) => [name, file.cut(random, arrival)]))
  }

  #open({ handle, name, emptied, folder }: Operation & { type: 'open' }): void {
    if (folder) return void this.#handles.set(handle, FOLDER)
    const known = this.#names.get(name)
    const file = known ?? new DiskFile()
    this.#handles.set(handle, file)
    if (!known) this.#change({ type: 'link', name, file })
    if (emptied) file.truncate(0)
  }

  #rename(from: string, to: string): void {
    const file = this.#names.get(from)
    if (!file) throw new Error(`the trace renames ${from}, which it never opened`)
    this.#change({ type: 'link', name: to, file })
    this.#change({ type: 'unlink', name: from })
  }

  #unlink(name: string): void {
    this.#change({ type: 'unlink', name })
  }

  #change(change: NameChange): void {
    applyName(this.#names, change)
    this.#nameChanges.push(change)
  }

  #sync(handle: number): void {
    const file = this.#handles.get(handle)
    if (file !== FOLDER) return this.#file(handle).sync()
    for (const change of this.#nameChanges) applyName(this.#durableNames, change)
    this.#nameChanges = []
  }

  #file(handle: number): DiskFile {
    const file = this.#handles.get(handle)
    if (!file || file === FOLDER)
      throw new Error(`the trace uses handle ${handle} for what is not an open file`)
    return file
  }
}

const applyName = (names: Map<string, DiskFile>, change: NameChange): void => {
  if (change.type === 'link') names.set(change.name, change.file)
  else names.delete(change.name)
}
