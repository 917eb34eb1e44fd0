import type { Meta } from '@storybook/react-vite'
import type { Message } from '@lectern/protocol'
import { ADA, BEN, member, message } from '../src/testing/samples.ts'
import { DIRECT, rows, type Story } from './scene.tsx'

export default { title: 'Assistant' } satisfies Meta

const GUIDE = { id: '018f0000-0000-7000-8000-0000000000a1', name: 'Assistant', role: 'assistant' } as const
const TURN = '018f0000-0000-7000-8000-0000000000f1'
const ASKING = message(1, BEN, 'How does completing the square work?')
const ALONE = {
  ...DIRECT,
  display_title: 'Assistant',
  members: [member(BEN), member({ ...GUIDE })],
  peer_id: GUIDE.id,
}
const source = (title: string, status: 'verified' | 'stale' = 'verified') => ({
  type: 'document' as const,
  document_id: title,
  version: 1,
  span: { start: 0, end: 20, sha256: 'a'.repeat(64) },
  title,
  excerpt: 'Halve the coefficient of $x$ and square it.',
  status,
})

const answer = (
  content: string,
  changes: Partial<Message> = {},
  invocation: Message['invocation'] = undefined,
) =>
  message(2, { ...GUIDE }, content, {
    invocation_id: TURN,
    invocation: { asker_id: BEN.id, prompt_id: ASKING.id, ...invocation },
    ...changes,
  })
const seen = (of: Message, me = BEN): Story => rows([ASKING, of], { me }, ALONE)

const WHOLE = `This is what the course material says:

**Completing the square** › In four steps [1]

> 1. Divide by $a$, so that $x^2$ stands alone.
> 2. Halve the coefficient of $x$ and square the result.

**Quadratic equations** › The formula [2]

> It comes from completing the square once and for all.

If that is not what you meant, ask me in other words.`

export const Thinking: Story = seen(answer('', { state: 'streaming' }))
export const Writing: Story = seen(answer(WHOLE.slice(0, 190), { state: 'streaming' }))
export const Answered: Story = seen(
  answer(WHOLE, { parts: [source('Completing the square'), source('Quadratic equations', 'stale')] }),
)
export const Helpful: Story = seen(
  answer(
    WHOLE,
    { parts: [source('Completing the square'), source('Quadratic equations')] },
    {
      asker_id: BEN.id,
      helpful: [BEN.id],
    },
  ),
)
export const Stopped: Story = seen(
  answer(WHOLE.slice(0, 100), { state: 'interrupted' }, { asker_id: BEN.id, stopped_by: BEN.id }),
)
export const StoppedByStaff: Story = rows(
  [ASKING, answer(WHOLE.slice(0, 100), { state: 'interrupted' }, { asker_id: BEN.id, stopped_by: ADA.id })],
  { me: BEN },
)
export const Interrupted: Story = seen(answer(WHOLE.slice(0, 100), { state: 'interrupted' }))
export const Failed: Story = seen(answer('', { state: 'failed' }))

const NOTHING =
  'I have found nothing about this in the material of this conversation, and I would rather not guess. Your instructor can answer it:'
export const Unanswered: Story = seen(
  answer(`${NOTHING} shall I pass your question on?`, {}, { asker_id: BEN.id, unanswered: true }),
)
const passedOn = (): Message[] => [
  {
    ...ASKING,
    question: { status: 'unanswered', endorsed_ids: [], answers: 1 },
    ask: {
      invocation_id: TURN,
      handed_over: { reason: 'nothing_found', at: ASKING.timestamp, answer_ids: [] },
    },
  },
  answer(
    `${NOTHING} I have passed your question on.`,
    { reply_to_id: ASKING.id },
    { asker_id: BEN.id, prompt_id: ASKING.id, unanswered: true },
  ),
]
export const PassedOn: Story = rows(passedOn(), { me: BEN })
export const PassedOnToStaff: Story = rows(passedOn(), { me: ADA })
export const SomebodyElses: Story = rows([
  ASKING,
  answer(WHOLE, { parts: [source('Completing the square')] }),
])

const asking = (ask: Message['ask']): Message => ({
  ...ASKING,
  question: { status: 'unanswered', endorsed_ids: [], answers: 0 },
  ...(ask && { ask }),
})
const REVIEWER = { user_id: ADA.id, name: ADA.name }
export const DraftForStaff: Story = rows([asking({ invocation_id: TURN, review: 'waiting' })])
export const WaitingForStaff: Story = rows([asking({ invocation_id: TURN, review: 'waiting' })], { me: BEN })
export const TurnedDown: Story = rows(
  [
    asking({
      invocation_id: TURN,
      review: 'dismissed',
      reviewer: REVIEWER,
      reason: 'Let us do that one on Thursday.',
    }),
  ],
  { me: BEN },
)
export const Checked: Story = rows([
  ASKING,
  answer(WHOLE, {}, { asker_id: BEN.id, reviewer: REVIEWER, edited: true }),
])
export const HandedOver: Story = rows([
  asking({
    invocation_id: TURN,
    handed_over: { reason: 'unhelpful', at: ASKING.timestamp, answer_ids: [answer(WHOLE).id] },
  }),
  answer(WHOLE, { parts: [source('Completing the square')] }),
])
export const FailedForStaff: Story = rows([
  ASKING,
  answer('', { state: 'failed' }, { asker_id: BEN.id, failure: 'key' }),
])
