import { expect, test, vi } from 'vitest'
import { eventBus } from './event-bus.ts'

test('a throwing listener does not stop the others, and off means off', () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => {})
  const heard = vi.fn<(event: { conversation_id: string }) => void>()
  const offBroken = eventBus.on('conversation-change', () => {
    throw new Error('broken')
  })
  const off = eventBus.on('conversation-change', heard)
  eventBus.emit('conversation-change', { conversation_id: 'a' })
  expect(heard).toHaveBeenCalledWith({ conversation_id: 'a' })
  expect(report).toHaveBeenCalledOnce()
  off()
  eventBus.emit('conversation-change', { conversation_id: 'b' })
  expect(heard).toHaveBeenCalledOnce()
  offBroken()
  report.mockRestore()
})

test('a listener of one event does not hear another', () => {
  const heard = vi.fn<() => void>()
  const off = eventBus.on('typing-start', heard)
  eventBus.emit('typing-stop', { conversation_id: 'a', user_id: 'b' })
  expect(heard).not.toHaveBeenCalled()
  off()
})
