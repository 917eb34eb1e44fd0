import type { Model, ModelPiece, ModelRequest } from '../features/assistant/model.ts'

/** Emits the pieces of a script, when it is told to. */
export class ScriptedModel implements Model {
  readonly requests: ModelRequest[] = []
  readonly #script: (ModelPiece | Error | 'end')[] = []
  #wake: () => void = () => undefined

  say(...pieces: (string | ModelPiece)[]): void {
    this.#push(
      ...pieces.map((piece) =>
        typeof piece === 'string' ? ({ type: 'text', text: piece } as const) : piece,
      ),
    )
  }

  end(): void {
    this.#push('end')
  }

  fail(): void {
    this.#push(new Error('the model has failed'))
  }

  /** Ends when it is told to, and ignores `signal`: an uncooperative model. */
  async *answer(request: ModelRequest): AsyncGenerator<ModelPiece> {
    this.requests.push(request)
    for (;;) {
      const next = this.#script.shift()
      if (next === undefined) await new Promise<void>((resolve) => (this.#wake = resolve))
      else if (next === 'end') return
      else if (next instanceof Error) throw next
      else yield next
    }
  }

  #push(...pieces: (ModelPiece | Error | 'end')[]): void {
    this.#script.push(...pieces)
    this.#wake()
  }
}
