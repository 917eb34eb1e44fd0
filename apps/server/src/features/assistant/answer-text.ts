// The growing text of an answer, and the passages it cites.
import { citationPart, toStorable } from '@lectern/protocol'
import { containsSpan, type DocumentPart } from '../citations/citations.ts'
import { findCitable } from '../../records/documents.ts'
import type { LecternTransaction } from '../context.ts'
import { renumber } from './markers.ts'
import type { Source } from './model.ts'

const FIRST_HALF = /[\uD800-\uDBFF]$/

export class AnswerText {
  readonly #cited: Source[] = []
  #content = ''
  /** The first half of a character whose second half comes with the next piece. */
  #half = ''

  get content(): string {
    return this.#content
  }

  /** Returns what was added, so that nobody is sent what is not stored. */
  add(text: string): string {
    const all = this.#half + text
    this.#half = FIRST_HALF.exec(all)?.[0] ?? ''
    const added = toStorable(all.slice(0, all.length - this.#half.length))
    this.#content += added
    return added
  }

  /** The marker of the passage; the same passage keeps its number. */
  markFor(source: Source): string {
    if (!this.#cited.includes(source)) this.#cited.push(source)
    const space = this.#content === '' || /\s$/.test(this.#content) ? '' : ' '
    return `${space}[${this.#cited.indexOf(source) + 1}]`
  }

  /** The text to store, without citations that are not possible (any more). */
  async settle(
    { query }: LecternTransaction,
    conversation_id: string,
  ): Promise<{ content: string; parts: DocumentPart[] }> {
    const parts: (DocumentPart | undefined)[] = []
    for (const source of this.#cited) {
      const cited = await findCitable(query, conversation_id, [source.document_id, source.version])
      const part = citationPart(source)
      parts.push(cited && containsSpan(part, cited) ? part : undefined)
    }
    return renumber(this.#content, parts)
  }
}
