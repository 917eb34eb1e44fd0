// The readable parts of a Jupyter notebook: its cells and their outputs, as text. Nothing in it is run or
// drawn.
export interface NotebookCell {
  kind: 'markdown' | 'code' | 'raw'
  source: string
  /** The outputs, in order. */
  outputs: string[]
}

export interface ReadNotebook {
  language: string | undefined
  cells: NotebookCell[]
  /** The number of cells left out. */
  more: number
}

const MAX_CELLS = 60
const MAX_OUTPUT_CHARS = 4_000

/** Undefined if the text is not a notebook. */
export const readNotebook = (text: string): ReadNotebook | undefined => {
  const notebook = fieldsOf(parse(text))
  const cells = (Array.isArray(notebook.cells) ? notebook.cells : []).map(cellOf)
  if (cells.length === 0 || cells.includes(undefined)) return undefined
  const language = fieldsOf(fieldsOf(notebook.metadata).language_info).name
  return {
    language: typeof language === 'string' ? language : undefined,
    cells: cells.slice(0, MAX_CELLS).flatMap((cell) => cell ?? []),
    more: Math.max(0, cells.length - MAX_CELLS),
  }
}

const cellOf = (cell: unknown): NotebookCell | undefined => {
  const { cell_type, source, outputs } = fieldsOf(cell)
  const said = linesOf(source)
  if (said === undefined) return undefined
  const printed = (Array.isArray(outputs) ? outputs : []).map(outputText)
  return {
    kind: cell_type === 'markdown' || cell_type === 'code' ? cell_type : 'raw',
    source: said,
    outputs: printed.filter((each) => each.trim() !== ''),
  }
}

const outputText = (output: unknown): string => {
  const { text, data, ename, evalue } = fieldsOf(output)
  const said = linesOf(text) ?? linesOf(fieldsOf(data)['text/plain']) ?? ''
  const error = typeof ename === 'string' && `${ename}: ${typeof evalue === 'string' ? evalue : ''}`
  return (error || said).slice(0, MAX_OUTPUT_CHARS)
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** A text is one string or an array of lines. */
const linesOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  return Array.isArray(value) && value.every((line) => typeof line === 'string') ? value.join('') : undefined
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
