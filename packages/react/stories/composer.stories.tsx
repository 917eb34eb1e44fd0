import type { Meta } from '@storybook/react-vite'
import { ChatBox, ChatInput, EmojiPicker, KeyMap } from '../src/index.ts'
import { type FakeChat } from '../src/testing/fake-chat.ts'
import { ADA, BEN, message } from '../src/testing/samples.ts'
import { documentOf } from '../src/testing/fake-documents.ts'
import { pointAndPress, press, see, type } from './press.ts'
import { nothing, page, panel, room, scene, type Story } from './scene.tsx'
import { CODE, FORMULAS } from './texts.ts'

export default { title: 'Composer' } satisfies Meta

const SAID = [message(1, BEN, 'Why do we halve the coefficient?'), message(2, ADA, 'Look at the square.')]

const set = (fake: FakeChat, draft: string) => {
  room(fake, SAID)
  fake.documents.all.push(documentOf())
  fake.of('room').draft.set(draft)
  return page(
    <div className="lectern-chat">
      <ChatBox conversationId="room" />
      <ChatInput conversationId="room" />
    </div>,
  )
}
const composer = (draft = '', me = ADA) => scene((fake) => set(fake, draft), { me })

export const Empty: Story = composer()
export const Draft: Story = composer('Because $(x+a)^2$ has **2a** in the middle.\nLook at it again.')
export const LongDraft: Story = composer(`${CODE}\n\n${FORMULAS}`)
export const TooLong: Story = composer('a'.repeat(20_050))
export const ReadOnly: Story = scene(() =>
  panel(<ChatInput conversationId="room" readOnlyReason="Only staff write in this conversation." />),
)
export const Formatting: Story = { ...composer('Text'), play: press('.lectern-format-button') }
export const Replying: Story = {
  ...composer(),
  play: pointAndPress('.lectern-toolbar .lectern-icon-button:nth-of-type(2)'),
}
export const Commands: Story = { ...composer(), play: type('/') }
export const Mentions: Story = { ...composer(), play: type('@') }
export const Citing: Story = { ...composer(), play: type('#square', 'textarea', '[role=option]') }
export const Emoji: Story = {
  ...composer(),
  play: press('.lectern-composer-tools > [aria-expanded]'),
}
export const EmojiByName: Story = { ...composer(), play: type(':heart') }
export const SelectingMessages: Story = {
  ...composer(),
  play: type('/document{Enter}', 'textarea', '.lectern-row input[type=checkbox]'),
}

/** The forms in which cards are made. */
const form = (command: string) => ({ ...composer(), play: type(`/${command}{Enter}`) })
export const NewTutoring: Story = form('tutoring')
export const NewTopic: Story = form('topic')
export const NewUnit: Story = form('unit')
export const NewDiscussion: Story = form('discussion')
export const NewMaterial: Story = form('material')
export const NewDocument: Story = {
  ...composer(),
  play: type(
    '/document{Enter}',
    'textarea',
    '.lectern-row input[type=checkbox]',
    '.lectern-selection .lectern-primary',
  ),
}

export const Picker: Story = {
  ...scene(() => panel(<EmojiPicker onPick={nothing} />)),
  play: see('[role=gridcell]'),
}
export const PickerFindsNothing: Story = {
  ...scene(() => panel(<EmojiPicker onPick={nothing} />)),
  play: type('qqqq', 'input'),
}

export const Keys: Story = scene(() =>
  panel(
    <div className="story-text">
      <KeyMap heading="h2" />
    </div>,
  ),
)
export const KeyboardHelp: Story = { ...composer(), play: type('/help{Enter}') }
