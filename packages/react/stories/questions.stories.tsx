import type { Meta } from '@storybook/react-vite'
import type { Me, Message } from '@lectern/protocol'
import { ChatComponent } from '../src/index.ts'
import { ADA, BEN, CHLOE, message } from '../src/testing/samples.ts'
import { press } from './press.ts'
import { page, room, scene, type Story } from './scene.tsx'

export default { title: 'Questions' } satisfies Meta

const asked = (changes: object): Message =>
  message(1, BEN, 'Why do we halve the coefficient?', {
    question: { status: 'unanswered', endorsed_ids: [], answers: 2, ...changes },
  })
const to = { reply_to_id: asked({}).id }
const ANSWERS = [
  message(2, CHLOE, 'I think it is because of the 2 in $2ax$.', to),
  message(3, ADA, 'Right: $(x+a)^2 = x^2 + 2ax + a^2$, and you want $a$.', to),
]

/** The thread that opens from the number of answers. */
const thread = (said: Message[], me: Me): Story => ({
  ...scene(
    (fake) => {
      room(fake, said)
      return page(<ChatComponent conversationId="room" />)
    },
    { me },
  ),
  play: press('.lectern-answers'),
})

export const ThreadForTheAsker: Story = thread([asked({}), ...ANSWERS], BEN)
export const ThreadForStaff: Story = thread([asked({}), ...ANSWERS], ADA)
export const ThreadAnswered: Story = thread(
  [
    asked({ status: 'answered', accepted_id: ANSWERS[1]?.id }),
    ...ANSWERS.map((each, at) =>
      at ? { ...each, answer: { accepted_by: BEN.id, endorsed_by: ADA.id } } : each,
    ),
  ],
  CHLOE,
)
export const ThreadWithoutAnswers: Story = thread([asked({ answers: 0 })], BEN)
