import type { ModelFailure } from '@lectern/protocol'

/** For instructors and operators. Contains neither the question nor the provider's output. */
export class ModelError extends Error {
  readonly failure: ModelFailure
  readonly status: number | undefined

  constructor(failure: ModelFailure, model: string, status?: number) {
    super(`${SENTENCES[failure](model)}${status === undefined ? '' : ` (status ${status})`}`)
    this.name = 'ModelError'
    this.failure = failure
    this.status = status
  }
}

const SENTENCES: Record<ModelFailure, (model: string) => string> = {
  key: () =>
    'The provider of the assistant refused the key: LECTERN_ASSISTANT_KEY is wrong or not allowed this.',
  model: (model) =>
    `The provider of the assistant has no model “${model}”, or nothing at LECTERN_ASSISTANT_URL.`,
  too_long: (model) =>
    `The question and its sources are more than “${model}” can read, or are refused by it.`,
  busy: () => 'The provider of the assistant takes no more questions for now: its limit is reached.',
  overloaded: () => 'The provider of the assistant has a problem of its own or too much to do.',
  unreachable: () => 'The provider of the assistant cannot be reached at LECTERN_ASSISTANT_URL.',
  slow: (model) => `The model “${model}” kept silent for too long.`,
  broken_off: () => 'The provider of the assistant broke off in the middle of the answer.',
  unreadable: () => 'The provider of the assistant sent what cannot be read: is LECTERN_ASSISTANT_URL right?',
}
