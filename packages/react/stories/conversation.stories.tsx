import type { Meta } from '@storybook/react-vite'
import { ChatBox, ChatComponent, ChatHeader, TypingIndicator } from '../src/index.ts'
import { PinIcon } from '../src/ui/icons.tsx'
import type { FakeChat } from '../src/testing/fake-chat.ts'
import { ADA, BEN, CHLOE, member, message, row } from '../src/testing/samples.ts'
import { press } from './press.ts'
import { DIRECT, nothing, page, panel, refused, room, scene, type Story } from './scene.tsx'

export default { title: 'Conversation' } satisfies Meta

const TALK = [
  message(1, BEN, 'It is $\\frac34 - \\frac23$. I get 1/1, but the answer says something else.'),
  message(2, BEN, 'Where does it go wrong?'),
  message(3, ADA, 'You subtract before you have a **common denominator**. What is 3 × 4?'),
  message(9, BEN, '12! So it is $\\frac{9}{12} - \\frac{8}{12}$ …', {
    reactions: [{ emoji: '💡', user_ids: [ADA.id] }],
  }),
  message(10, ADA, 'Exactly. And what is left?'),
]

const menuItems = [{ label: 'Pin', icon: <PinIcon size={18} />, onSelect: nothing }]
const whole = (fake: FakeChat, said = TALK, changes = {}) => {
  room(fake, said, changes)
  return page(
    <ChatComponent conversationId="room" onBack={nothing} onDetails={nothing} menuItems={menuItems} />,
  )
}
const timeline = (fake: FakeChat, changes: object) => {
  const cell = fake.of('room').timeline
  cell.set({ ...cell.get(), ...changes })
}

export const Direct: Story = scene((fake) => whole(fake, TALK, DIRECT))

export const Course: Story = scene((fake) => {
  fake.of('room').typing.set([CHLOE.id])
  return whole(fake)
})

export const Unread: Story = scene((fake) => whole(fake, TALK, { unread: 2, read_seq: 3 }), { me: CHLOE })

export const Empty: Story = scene((fake) => whole(fake, []))

export const EmptyDirect: Story = scene((fake) => whole(fake, [], DIRECT))

export const Loading: Story = scene((fake) => {
  const shown = whole(fake)
  timeline(fake, { status: 'loading', rows: [] })
  return shown
})

export const HistoryFailed: Story = scene((fake) => {
  const shown = whole(fake)
  const error = refused(503, 'unavailable', 'The server is restarting.')
  timeline(fake, { status: 'error', error, rows: [] })
  return shown
})

export const NotAMember: Story = scene((fake) => {
  room(fake)
  timeline(fake, { status: 'error', error: refused(404, 'not_found', 'There is no such conversation.') })
  return page(<ChatComponent conversationId="room" onExit={nothing} />)
})

export const Removed: Story = scene((fake) => {
  room(fake)
  const unsent = row(message(11, ADA, 'Then I wanted to say this.'), ADA, { status: 'queued' })
  const error = refused(404, 'not_found', 'There is no such conversation.')
  timeline(fake, { status: 'error', error, left: true, rows: [unsent] })
  fake.of('room').draft.set('And this was only begun.')
  return page(<ChatBox conversationId="room" onExit={nothing} />)
})

export const ReadOnly: Story = scene((fake) => {
  room(fake, TALK)
  return page(<ChatComponent conversationId="room" readOnlyReason="The course ended on 20 November." />)
})

export const LoadingEarlier: Story = scene((fake) => {
  const shown = whole(fake)
  timeline(fake, { has_more_before: true, loading_before: true })
  return shown
})

export const InHistory: Story = scene((fake) => {
  const shown = whole(fake)
  timeline(fake, { has_more_before: true, has_more_after: true })
  return shown
})

export const Offline: Story = scene((fake) => {
  const since = Date.now() - 90_000
  fake.connection.set({ status: 'offline', since, attempt: 4, retry_at: since, cause: 'network' })
  fake.outbox.set({ pending: 1 })
  const shown = whole(fake)
  const { rows } = fake.of('room').timeline.get()
  const waiting = row(message(12, ADA, 'This waits until the network is back.'), ADA, { status: 'queued' })
  timeline(fake, { rows: [...rows, waiting] })
  return shown
})

export const LongTitle: Story = scene((fake) => {
  const name = 'Maximiliana-Theodora Freifrau von Wolkenstein-Rodenegg zu Trostburg'
  const long = member(BEN, { name })
  return whole(fake, TALK, {
    display_title: 'Analysis und Lineare Algebra für Studierende der Naturwissenschaften, Gruppe 12 (Abend)',
    members: [member(ADA), long, member(CHLOE)],
  })
})

export const Degraded: Story = {
  ...scene((fake) => {
    fake.connection.set({ status: 'degraded' })
    return whole(fake)
  }),
  play: press('.lectern-degraded'),
}

export const Menu: Story = { ...scene((fake) => whole(fake)), play: press('[aria-haspopup=menu]') }

export const GoToADate: Story = {
  ...scene((fake) => whole(fake)),
  play: press('[aria-haspopup=menu]', '[role=menu] [role=menuitem]:nth-of-type(2)'),
}

export const HeaderLoading: Story = scene(() => panel(<ChatHeader conversationId="unknown" />))

const typing = (ids: string[]) =>
  scene((fake) => {
    room(fake)
    fake.of('room').typing.set(ids)
    return panel(<TypingIndicator conversationId="room" />)
  })

export const OneTypes: Story = typing([BEN.id])
export const TwoType: Story = typing([BEN.id, CHLOE.id])
