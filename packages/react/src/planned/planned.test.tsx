// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { ApiError, type PlannedPlace } from '@lectern/client'
import type { PlannedMessage } from '@lectern/protocol'
import { ChatInput } from '../chat/composer/ChatInput.tsx'
import { now } from '../core/clock.ts'
import { openRoom } from '../testing/room.tsx'
import { LazyLaterDialog } from './LaterButton.tsx'
import { PlannedMessages } from './PlannedMessages.tsx'
import { dayText, offeredTimes, timeText, zoneHere } from './planned-times.ts'

beforeAll(() => LazyLaterDialog.want())

type Room = Awaited<ReturnType<typeof openRoom>>

/** A desk that keeps in memory what is planned. */
const withDesk = (room: Room, known: readonly PlannedMessage[] = []) => {
  const kept = new Map(known.map((each) => [each.id, each]))
  const { planned: desk } = room.chat
  const plan = vi.spyOn(desk, 'plan').mockImplementation(async ({ id, planned_id }, body) => {
    const next_at = new Date(`${body.at.day}T${body.at.time}:00`).toISOString()
    const made = { id: planned_id, conversation_id: id, title: 'Algebra', ...body, next_at, sent: 0 }
    kept.set(planned_id, made)
    return made
  })
  vi.spyOn(desk, 'list').mockImplementation(async () => ({ planned: [...kept.values()], next_cursor: null }))
  const cancel = vi
    .spyOn(desk, 'cancel')
    .mockImplementation(async ({ planned_id }: PlannedPlace) => void kept.delete(planned_id))
  return { plan, cancel, kept }
}

const open = async () => {
  const room = await openRoom('ada')
  const desk = withDesk(room)
  await room.show(<ChatInput conversationId={room.conversation.id} />)
  return { ...room, ...desk }
}

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox')
const write = (text: string) => fireEvent.change(field(), { target: { value: text } })
const later = () => fireEvent.click(screen.getByRole('button', { name: 'Send later' }))
const dialog = () => within(screen.getByRole('dialog'))
const press = (name: string | RegExp) => fireEvent.click(dialog().getByRole('button', { name }))

describe('send later in the composer', () => {
  test('plans what is written by one press, empties the text, and shows what waits', async () => {
    const { plan, conversation, pass } = await open()
    write('Bring your worksheets')
    later()
    press(/^Tomorrow at/)
    await pass()
    const [place, body] = plan.mock.calls[0] ?? []
    const tomorrow = offeredTimes().find(({ name }) => name === 'tomorrow')?.moment ?? 0
    expect(place?.id).toBe(conversation.id)
    expect(body).toEqual({
      message: { content: 'Bring your worksheets' },
      at: { day: dayText(tomorrow), time: '08:00', time_zone: zoneHere() },
    })
    expect(field().value).toBe('')
    expect(conversation.state.messages).toEqual([])
    expect(dialog().getByText('Bring your worksheets')).toBeDefined()
  })

  test('of any day, again and again, as a question in its thread', async () => {
    const { plan, pass } = await open()
    write('Any questions?')
    fireEvent.click(screen.getByRole('button', { name: 'Ask as a question' }))
    later()
    const day = dayText(now() + 100 * 24 * 60 * 60_000)
    fireEvent.change(dialog().getByLabelText('Day'), { target: { value: day } })
    fireEvent.change(dialog().getByLabelText('Time'), { target: { value: '09:15' } })
    fireEvent.change(dialog().getByLabelText('Repeat'), { target: { value: 'week' } })
    fireEvent.change(dialog().getByLabelText(/^Until/), { target: { value: '2999-06-01' } })
    press('Send then')
    await pass()
    expect(plan.mock.calls[0]?.[1]).toMatchObject({
      message: { content: 'Any questions?', question: true },
      at: { day, time: '09:15' },
      repeats: 'week',
      until: '2999-06-01',
    })
    expect(screen.getByRole('button', { name: 'Ask as a question' }).getAttribute('aria-pressed')).toBe(
      'false',
    )
  })

  test('what is refused stays in the field, in words, and is tried with the same id', async () => {
    const { plan, pass, conversation } = await open()
    const refusal = { code: 'invalid', field: 'at', status: 400, title: 'Invalid', retry: 'never' } as const
    plan.mockRejectedValueOnce(
      new ApiError({ type: 'about:blank', detail: 'This time is over.', request_id: 'r', ...refusal }),
    )
    write('Too late')
    later()
    press('Send then')
    await pass()
    expect(dialog().getByText('This time is over already.')).toBeDefined()
    expect(field().value).toBe('Too late')
    expect(conversation.state.messages).toEqual([])
    press('Send then')
    await pass()
    expect(new Set(plan.mock.calls.map(([place]) => place.planned_id)).size).toBe(1)
    expect(field().value).toBe('')
  })

  test('without a text it shows what waits', async () => {
    await open()
    later()
    expect(await dialog().findByText('Nothing waits to be sent')).toBeDefined()
  })
})

const waiting = (more: Partial<PlannedMessage> = {}): PlannedMessage => ({
  ...{ id: crypto.randomUUID(), conversation_id: crypto.randomUUID(), title: 'Algebra', kind: 'course' },
  message: { content: 'Good morning' },
  at: { day: dayText(now() + 9 * 24 * 60 * 60_000), time: '08:00', time_zone: 'Europe/Berlin' },
  ...{ next_at: '2999-03-01T07:00:00.000Z', sent: 0 },
  ...more,
})

describe('the list of messages for later', () => {
  const list = async (...items: PlannedMessage[]) => {
    const room = await openRoom('ada')
    const desk = withDesk(room, items)
    await room.show(<PlannedMessages />)
    return { ...room, ...desk }
  }

  test('names the conversation, the time and the rhythm; what is not sent says why', async () => {
    await list(
      waiting({ failed: 'not_member', title: undefined, message: { content: 'Lost?' } }),
      waiting({ repeats: 'workday' }),
    )
    expect(screen.getByText('A conversation that you are not in')).toBeDefined()
    expect(screen.getByText('Not sent: you were not in the conversation any more.')).toBeDefined()
    expect(screen.getByText('Lost?')).toBeDefined()
    expect(screen.getByText(/^Every workday, next on/)).toBeDefined()
    expect(screen.getByText('Algebra')).toBeDefined()
  })

  test('changes text and time of one, in the time zone in which it was planned', async () => {
    const item = waiting()
    const { plan, pass } = await list(item)
    fireEvent.click(screen.getByRole('button', { name: 'Change “Good morning”' }))
    fireEvent.change(screen.getByLabelText('Text'), { target: { value: 'Good evening' } })
    fireEvent.change(screen.getByLabelText('Time'), { target: { value: '18:00' } })
    fireEvent.click(screen.getByRole('button', { name: 'Save' }))
    await pass()
    expect(plan).toHaveBeenCalledWith(
      { id: item.conversation_id, planned_id: item.id },
      { message: { content: 'Good evening' }, at: { ...item.at, time: '18:00' } },
    )
    expect(screen.getByText('Good evening')).toBeDefined()
  })

  test('cancels one; one that was sent meanwhile says so', async () => {
    const [first, second] = [
      waiting({ message: { content: 'One' } }),
      waiting({ message: { content: 'Two' } }),
    ]
    const { cancel, pass } = await list(first, second)
    fireEvent.click(screen.getByRole('button', { name: 'Do not send “One”' }))
    await pass()
    expect(screen.queryByText('One')).toBeNull()
    const refusal = { code: 'conflict', status: 409, title: 'Conflict', retry: 'never' } as const
    cancel.mockRejectedValueOnce(
      new ApiError({ type: 'about:blank', detail: 'It was sent already.', request_id: 'r', ...refusal }),
    )
    fireEvent.click(screen.getByRole('button', { name: 'Do not send “Two”' }))
    await pass()
    expect(screen.getByRole('alert').textContent).not.toBe('')
  })
})

describe('the offered times', () => {
  const offersAt = (moment: string) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(moment) })
    try {
      return offeredTimes().map(({ name, moment: at }) => `${name} ${dayText(at)} ${timeText(at)}`)
    } finally {
      vi.useRealTimers()
    }
  }

  test('are to come, and no day twice', () => {
    expect(offersAt('2026-11-25T10:00:00')).toEqual([
      'soonToday 2026-11-25 18:00',
      'tomorrow 2026-11-26 08:00',
      'monday 2026-11-30 08:00',
    ])
    expect(offersAt('2026-11-29T19:00:00')).toEqual(['tomorrow 2026-11-30 08:00'])
    expect(offersAt('2026-11-30T17:45:00')).toEqual(['tomorrow 2026-12-01 08:00', 'monday 2026-12-07 08:00'])
  })
})
