// @vitest-environment jsdom
import { cleanup, fireEvent, screen } from '@testing-library/react'
import type { DocumentImage } from '@lectern/protocol'
import { afterEach, describe, expect, test } from 'vitest'
import { openRoom, renderAlone } from '../testing/room.tsx'
import { Markdown } from './Markdown.tsx'

const ID = '01890000-0000-7000-8000-000000000001'
const IMAGE = `![A parabola](attachment:${ID})`
const KNOWN: DocumentImage[] = [{ attachment_id: ID, filename: 'parabola.png', width: 400, height: 300 }]

const draw = (text: string, props: { page?: boolean; images?: DocumentImage[] }): HTMLElement => {
  const { container } = renderAlone(<Markdown text={text} {...props} />)
  return container.querySelector('.lectern-text') as HTMLElement
}
afterEach(cleanup)

/** On the page of somebody who may see it. */
const asAda = async (text: string) => {
  const { server, ada, conversation, show } = await openRoom('ada')
  const stored = { filename: 'parabola.png', media_type: 'image/png', size: 3, state: 'ready' } as const
  const made = { created_by: ada.id, created_at: server.time, conversation_id: conversation.id }
  server.attachments.files.set(ID, { attachment: { id: ID, ...stored, ...made }, bytes: new Uint8Array(3) })
  await show(<Markdown text={text} page images={KNOWN} />)
}
const onPage = (text: string) => draw(text, { page: true, images: KNOWN })

describe('an image', () => {
  test('stays as typed in a message, or is named in a quoted document', () => {
    const typed = draw(`![x](https://far.example/x.png) and\n\n> See ${IMAGE} here`, {})
    expect(typed.textContent).toContain('![x](https://far.example/x.png)')
    expect(typed.querySelector('blockquote')?.textContent).toBe('See A parabola here')
    expect(typed.querySelector('img, button')).toBeNull()
  })

  test('is drawn on a page, in a reserved space', async () => {
    await asAda(IMAGE)
    const button = screen.getByRole('button', { name: 'Open image: A parabola' })
    expect(button.style.inlineSize || button.getAttribute('style')).toContain('400')
    const image = await screen.findByAltText('A parabola')
    expect(image.getAttribute('src')).toContain(ID)
    expect(image.getAttribute('loading')).toBe('lazy')
    expect([image.getAttribute('width'), image.getAttribute('height')]).toEqual(['400', '300'])
  })

  test('opens in full with the others of its page', async () => {
    await asAda(IMAGE)
    await screen.findByAltText('A parabola')
    fireEvent.click(screen.getByRole('button', { name: 'Open image: A parabola' }))
    expect(await screen.findByRole('dialog', { name: 'Image' })).not.toBeNull()
    expect(screen.getByText('parabola.png')).not.toBeNull()
  })

  test('is named in a found passage, and in a link', () => {
    const passage = draw(`See ${IMAGE}.`, { page: true })
    expect(passage.textContent).toBe('See A parabola.')
    expect(passage.querySelector('img, button')).toBeNull()
    cleanup()
    const link = onPage(`[${IMAGE}](https://example.org/)`)
    expect(link.querySelector('a')?.textContent).toBe('A parabola')
    expect(link.querySelector('img, button')).toBeNull()
  })

  test('from elsewhere is a link that shows its host, and is not loaded', () => {
    const page = onPage('![A curve](https://far.example/x.png) ![](https://far.example/y.png)')
    expect(page.querySelector('img')).toBeNull()
    expect(page.textContent).toContain('A curve (far.example)')
    expect([...page.querySelectorAll('a')].map(({ href }) => href)).toEqual([
      'https://far.example/x.png',
      'https://far.example/y.png',
    ])
  })

  test.each(['javascript:alert(1)', 'data:image/png;base64,AAAA', 'attachment:../../me', '/v1/me'])(
    'with the address %s stays as typed',
    (address) => {
      const page = onPage(`![x](${address})`)
      expect(page.textContent).toBe(`![x](${address})`)
      expect(page.querySelector('img, a, button')).toBeNull()
    },
  )

  test('that is missing says so, with its alternative text', async () => {
    const { show } = await openRoom('ada')
    await show(<Markdown text={IMAGE} page images={KNOWN} />)
    await screen.findByText('The image could not be loaded.')
    expect(screen.getByText('A parabola')).not.toBeNull()
    expect(screen.getByRole('button', { name: 'Try again' })).not.toBeNull()
  })
})
