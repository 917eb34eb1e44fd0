// A small library in memory.
import { ApiError } from '@lectern/client'
import type { Backlink, Document, DocumentSummary, Passage } from '@lectern/protocol'

const AT = '2026-11-23T14:00:00.000Z'

export const documentOf = (changes: Partial<Document> = {}): Document => ({
  id: 'squares',
  title: 'Completing the square',
  format: 'markdown',
  version: 1,
  latest_version: 1,
  state: 'published',
  content: '# Squares\n\nHalve the coefficient.\n\nSquare it.',
  created_by: 'ada',
  created_at: AT,
  updated_at: AT,
  ...changes,
})

export class FakeDocuments {
  /** All versions of all documents. */
  readonly all: Document[] = []
  readonly links: Backlink[] = []
  refusal: ApiError | undefined

  readonly get = async (id: string, version?: number): Promise<Document> => {
    if (this.refusal) throw this.refusal
    const versions = this.all.filter((each) => each.id === id)
    const found = versions.find((each) => each.version === (version ?? each.latest_version))
    if (!found) throw new Error(`There is no version ${version} of ${id}.`)
    return found
  }

  readonly list = async () => ({ documents: this.#newest(), next_cursor: null })

  /** Documents whose text contains the exact words. */
  readonly search = async (q: string) => {
    const documents = this.#newest().filter(({ content }) => content.toLowerCase().includes(q.toLowerCase()))
    return {
      documents: documents as DocumentSummary[],
      passages: documents.map((each) => passageOf(each, q)),
    }
  }

  readonly versions = async (id: string) => ({
    versions: this.all
      .filter((each) => each.id === id)
      .map(({ version, title, created_by, updated_at }) => ({
        version,
        title,
        created_by,
        author: 'Ada',
        author_role: 'instructor' as const,
        created_at: updated_at,
      })),
    next_cursor: null,
  })

  readonly backlinks = async () => ({ backlinks: this.links, next_cursor: null })

  #newest(): Document[] {
    return this.all.filter(({ version, latest_version }) => version === latest_version)
  }
}

const passageOf = ({ id, version, title, content }: Document, q: string): Passage => {
  const start = content.toLowerCase().indexOf(q.toLowerCase())
  const end = start + q.length
  return {
    document_id: id,
    version,
    title,
    span: { start, end, sha256: 'a'.repeat(64) },
    excerpt: content.slice(start, end),
    headings: ['Steps'],
  }
}
