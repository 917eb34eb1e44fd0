// @vitest-environment jsdom
import type { Message } from '@lectern/protocol'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { PATIENCE_MS } from '../../testing/patience.ts'
import { openRoom } from '../../testing/room.tsx'
import { MessageContent } from '../message/MessageContent.tsx'
import { ChatInput } from './ChatInput.tsx'
import { pasteConverter } from './paste/use-paste.ts'

beforeEach(() => localStorage.clear())
afterEach(cleanup)

const open = async () => {
  const { show, handle } = await openRoom('ada')
  await show(<ChatInput conversationId={handle.id} />)
  const field = screen.getByRole<HTMLTextAreaElement>('textbox')
  return { field, draft: handle.draft, write: (text: string) => act(() => handle.setDraft(text)) }
}

const paste = (field: HTMLElement, plain: string, html = '') =>
  fireEvent.paste(field, {
    clipboardData: { files: [], getData: (type: string) => (type === 'text/html' ? html : plain) },
  })

describe('the preview', () => {
  test('is shown for formulas, also while one is half rewritten', async () => {
    const { write } = await open()
    write('So $x^2$')
    const preview = await screen.findByRole('region', { name: 'Preview' })
    await waitFor(() => expect(preview.querySelector('.katex')).not.toBeNull())
    write('So $x^2 + $ is half rewritten')
    await waitFor(() => expect(preview.textContent).toContain('half rewritten'))
    write('')
    expect(screen.queryByRole('region', { name: 'Preview' })).toBeNull()
  })

  test('W1 is what others will see: the same component draws the same', async () => {
    const { show, handle } = await openRoom('ada')
    await show(<ChatInput conversationId={handle.id} />)
    const ben = handle.members.get().find(({ name }) => name.startsWith('Ben'))?.name ?? ''
    const text = `@${ben}, 2*3*4 is \`24\` and $x^2$.\n> @${ben} said\nno: __init__\n\n| a | b |\n|---|---|\n| 1 | 2 |`
    act(() => handle.setDraft(text))
    const patience = { timeout: PATIENCE_MS }
    const preview = await screen.findByRole('region', { name: 'Preview' }, patience)
    await waitFor(() => expect(preview.querySelector('.katex')).not.toBeNull(), patience)
    const shown = preview.querySelector('.lectern-text')?.outerHTML
    expect(shown).toContain('lectern-mention')
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Enter' })
    const sent = () => handle.timeline.get().rows.find(({ message }) => message.content === text)?.message
    await waitFor(() => expect(sent()?.mentions).toHaveLength(1), patience)
    cleanup()
    await show(<MessageContent message={sent() as Message} />)
    await waitFor(() => expect(document.querySelector('.lectern-text')?.outerHTML).toBe(shown), patience)
  })

  test('is not shown for plain text', async () => {
    const { write } = await open()
    vi.useFakeTimers()
    write('Only **words** for $5')
    act(() => void vi.advanceTimersByTime(1_000))
    expect(screen.queryByRole('region', { name: 'Preview' })).toBeNull()
    vi.useRealTimers()
  })

  test('stays folded', async () => {
    const { write } = await open()
    write('```\ncode\n```')
    fireEvent.click(await screen.findByRole('button', { name: 'Preview' }))
    expect(screen.getByRole('region', { name: 'Preview' }).textContent).toBe('Preview')
    cleanup()
    ;(await open()).write('- $x$\n- $y$')
    const head = await screen.findByRole('button', { name: 'Preview' })
    expect(head.getAttribute('aria-expanded')).toBe('false')
    fireEvent.click(head)
    expect(screen.getByRole('region', { name: 'Preview' }).querySelector('li')).not.toBeNull()
  })
})

describe('pasting', () => {
  beforeAll(() => pasteConverter.want())

  /** What is said stands in the page too. */
  const SEEN = { ignore: '[aria-live=polite] *' }

  test('of code offers to show it as code', async () => {
    const { field, draft } = await open()
    paste(field, 'import math\nprint(math.pi)')
    expect(draft.get()).toBe('import math\nprint(math.pi)')
    expect(screen.getByText('This looks like Python.', SEEN)).toBeDefined()
    fireEvent.click(screen.getByText('Show as code'))
    expect(draft.get()).toBe('```python\nimport math\nprint(math.pi)\n```')
    expect(screen.queryByText('This looks like Python.', SEEN)).toBeNull()
  })

  test('the offer ends when it was declined, rewritten or sent', async () => {
    const { field, write } = await open()
    paste(field, 'import math\nprint(math.pi)')
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText('Show as code')).toBeNull()
    write('')
    cleanup()
    const again = await open()
    paste(again.field, 'import math\nprint(math.pi)')
    fireEvent.change(again.field, { target: { value: 'import nothing' } })
    expect(screen.queryByText('Show as code')).toBeNull()
  })

  test('of rich text keeps its structure, with plain text as an option', async () => {
    const { field, draft } = await open()
    paste(field, 'one two', '<ul><li><b>one</b></li><li>two</li></ul>')
    expect(draft.get()).toBe('- **one**\n- two')
    fireEvent.click(screen.getByText('Use plain text'))
    expect(draft.get()).toBe('one two')
  })

  test('of a URL over words links them', async () => {
    const { field, draft } = await open()
    fireEvent.change(field, { target: { value: 'see the page now' } })
    field.setSelectionRange(4, 12)
    paste(field, 'https://lectern.example')
    expect(draft.get()).toBe('see [the page](https://lectern.example) now')
  })

  test('of plain words is left to the browser', async () => {
    const { field } = await open()
    expect(paste(field, 'just words')).toBe(true)
  })
})
