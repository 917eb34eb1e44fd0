// The rows of a card, stored beside it: faults can be run at different times, and an aborted run keeps its
// results.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { writeCard, type CardRow } from './report.ts'

export class CardRecord {
  readonly #file: string
  readonly #order: readonly string[]
  readonly #rows = new Map<string, CardRow>()

  /** `file`: the card, `….md`; `order`: names of faults. */
  constructor(file: string, order: readonly string[]) {
    this.#file = file
    this.#order = order
    const kept = this.#json
    if (!existsSync(kept)) return
    for (const row of JSON.parse(readFileSync(kept, 'utf8')) as CardRow[]) this.#rows.set(row.name, row)
  }

  /** Replaces an earlier run of the same fault. */
  add(row: CardRow): void {
    this.#rows.set(row.name, row)
    const rows = this.#order.flatMap((name) => this.#rows.get(name) ?? [])
    writeFileSync(this.#json, `${JSON.stringify(rows, undefined, 2)}\n`)
    writeFileSync(this.#file, `${writeCard(rows)}\n`)
  }

  get #json(): string {
    return this.#file.replace(/\.md$/, '.json')
  }
}
