import { endpoints, type Message, type Review, type Verdict, type Window } from '@lectern/protocol'
import type { Context } from './context.ts'
import { withRating } from '../timeline/optimistic.ts'
import { uuidv7 } from '../core/uuid.ts'

interface AnswersOptions {
  id: string
  context: Pick<Context, 'http' | 'clock' | 'me'>
  command: (call: () => Promise<{ window: Window }>) => Promise<void>
  change: (
    message_id: string,
    patch: (message: Message) => Message,
    call: () => Promise<{ window: Window }>,
  ) => Promise<void>
}

/** Commands about the assistant's answers in a conversation. */
export class Answers {
  readonly #options: AnswersOptions

  constructor(options: AnswersOptions) {
    this.#options = options
  }

  /** Stops an answer; the text written so far stays. For the asker and staff. @throws ApiError */
  stop(invocation_id: string): Promise<void> {
    const { context, command } = this.#options
    return command(() => context.http.call(endpoints.stopInvocation, { params: { id: invocation_id } }))
  }

  /**
   * Asks the assistant to answer a message, or to answer again what one of its answers replied to. @throws
   * ApiError
   */
  ask(message_id: string): Promise<void> {
    const { id, context, command } = this.#options
    const body = { id: uuidv7(context.clock), message_id }
    return command(() => context.http.call(endpoints.createInvocation, { params: { id }, body }))
  }

  /**
   * Rates an answer as helpful or not, or takes the rating back. Shown at once and taken back when refused.
   * @throws ApiError
   */
  rate({ id, invocation_id }: Pick<Message, 'id' | 'invocation_id'>, helpful: boolean | null): Promise<void> {
    const { context, change } = this.#options
    if (invocation_id === undefined) return Promise.resolve()
    const input = { params: { id: invocation_id }, body: { helpful } }
    return change(id, withRating(context.me().id, helpful), () =>
      context.http.call(endpoints.rateInvocation, input),
    )
  }

  /** The unpublished answer and the decision about it. For staff. @throws ApiError */
  review(invocation_id: string): Promise<Review> {
    return this.#options.context.http.call(endpoints.getReview, { params: { id: invocation_id } })
  }

  /**
   * Publishes an unpublished answer, as it is or with other words. For staff.
   * @throws ApiError `conflict` if another person has decided before; its `problem.review` has the decision
   */
  approve(invocation_id: string, content?: string): Promise<void> {
    return this.#decide(invocation_id, { verdict: 'approve', ...(content !== undefined && { content }) })
  }

  /** Dismisses an unpublished answer; the asker gets the reason. For staff. @throws ApiError as `approve` */
  dismiss(invocation_id: string, reason?: string): Promise<void> {
    return this.#decide(invocation_id, { verdict: 'dismiss', ...(reason !== undefined && { reason }) })
  }

  #decide(invocation_id: string, body: Verdict): Promise<void> {
    const { context, command } = this.#options
    const input = { params: { id: invocation_id }, body }
    return command(() => context.http.call(endpoints.reviewInvocation, input))
  }

  /**
   * Asks in this conversation what the assistant could not answer elsewhere; each invocation's question once.
   * @throws ApiError
   */
  passOn(invocation_id: string, content: string): Promise<void> {
    const { id, context, command } = this.#options
    const body = { id: invocation_id, content, question: true as const }
    return command(() => context.http.call(endpoints.sendMessage, { params: { id }, body }))
  }
}
