import type { Meta } from '@storybook/react-vite'
import type { PlannedMessage } from '@lectern/protocol'
import { ChatInput, PlannedMessages } from '../src/index.ts'
import { press, type } from './press.ts'
import { panel, room, scene, type Story } from './scene.tsx'

export default { title: 'Messages for later' } satisfies Meta

const waiting = (at: number, more: Partial<PlannedMessage>): PlannedMessage => ({
  ...{ id: `planned ${at}`, conversation_id: 'room', kind: 'course', title: 'Mathematics 1' },
  message: { content: 'Please bring your worksheets.' },
  at: { day: '2026-12-01', time: '08:00', time_zone: 'Europe/Berlin' },
  ...{ next_at: '2026-12-01T07:00:00.000Z', sent: 0 },
  ...more,
})

const ALL = [
  waiting(1, { failed: 'not_member', title: undefined, message: { content: 'See you on Monday!' } }),
  waiting(2, { failed: 'late', message: { content: 'We begin in ten minutes.' } }),
  waiting(3, { repeats: 'workday', sent: 4 }),
  waiting(4, {
    title: 'Analysis und Lineare Algebra für Studierende der Naturwissenschaften (Abendgruppe)',
    message: { content: 'A rather long message that goes on and on over several lines. '.repeat(8) },
  }),
]

const list = (planned: readonly PlannedMessage[], ...presses: string[]) => ({
  ...scene((fake) => {
    room(fake)
    fake.planned = planned
    return panel(<PlannedMessages />)
  }),
  play: press(...presses),
})

export const Waiting: Story = list(ALL)
export const Changing: Story = list(ALL.slice(2), 'li .lectern-button')
export const Nothing: Story = list([])

const composer = (text: string) => ({
  ...scene((fake) => {
    room(fake)
    fake.planned = ALL.slice(2)
    return panel(<ChatInput conversationId="room" />)
  }),
  play: text ? type(text, 'textarea', '.lectern-later') : press('.lectern-later'),
})

export const Choosing: Story = composer('Please bring your worksheets.')
export const WaitingHere: Story = composer('')
