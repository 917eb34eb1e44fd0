// A language model behind an HTTP interface. It gets the request as text and returns text, without tools, so
// that no injection can make it act.
import { streamText, type LanguageModel } from 'ai'
import type { Clock } from '../../../platform/clock.ts'
import type { Model, ModelPiece, ModelRequest } from '../model.ts'
import { ModelError } from '../model-error.ts'
import { Deadline, type Patience } from './deadline.ts'
import { buildPrompt, type Prompt } from './prompt.ts'
import { readCitations } from './read-citations.ts'
import { toModelError } from './to-model-error.ts'

export const PATIENCE: Patience = { first_ms: 90_000, between_ms: 30_000, total_ms: 270_000, retries: 2 }

export class ProviderModel implements Model {
  readonly #model: Exclude<LanguageModel, string>
  readonly #clock: Clock
  readonly #patience: Patience

  constructor(model: Exclude<LanguageModel, string>, clock: Clock, patience: Patience) {
    this.#model = model
    this.#clock = clock
    this.#patience = patience
  }

  /** @throws ModelError */
  async *answer(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelPiece> {
    const prompt = buildPrompt(request)
    yield* readCitations(this.#read(prompt, signal), prompt.numbers)
  }

  async *#read({ instructions, prompt }: Prompt, signal: AbortSignal): AsyncGenerator<string> {
    const deadline = new Deadline(this.#clock, this.#patience)
    const abortSignal = AbortSignal.any([signal, deadline.signal])
    const { modelId } = this.#model
    let hasBegun = false
    try {
      const call = {
        model: this.#model,
        instructions,
        prompt,
        abortSignal,
        maxRetries: this.#patience.retries,
      }
      for await (const part of streamText({ ...call, onError: () => undefined }).stream) {
        if (part.type === 'text-delta' || part.type === 'reasoning-delta') deadline.heard()
        if (part.type === 'text-delta') {
          hasBegun ||= part.text !== ''
          yield part.text
        }
        if (part.type === 'error') throw part.error
        if (part.type === 'finish' && part.finishReason === 'interrupted')
          throw new ModelError('broken_off', modelId)
        if (part.type === 'abort') break
      }
      if (deadline.signal.aborted) throw new ModelError('slow', modelId)
    } catch (error) {
      if (signal.aborted) return
      throw deadline.signal.aborted ? new ModelError('slow', modelId) : toModelError(error, modelId, hasBegun)
    } finally {
      // A consumer that leaves ends the request as well.
      deadline.close()
    }
  }
}
