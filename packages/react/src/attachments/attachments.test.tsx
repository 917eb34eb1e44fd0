// @vitest-environment jsdom
import { act, cleanup, createEvent, fireEvent, screen, within } from '@testing-library/react'
import type { Upload } from '@lectern/client'
import { LIMITS, type Attachment, type Message } from '@lectern/protocol'
import { readFileSync } from 'node:fs'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ChatInput } from '../chat/composer/ChatInput.tsx'
import { LastMessage } from '../panels/conversations/LastMessage.tsx'
import { FakeChat } from '../testing/fake-chat.ts'
import { ADA, BEN, message, row, summary } from '../testing/samples.ts'
import { renderWith } from '../testing/render.tsx'
import { DropZone } from './DropZone.tsx'
import { FilesSection } from './FilesSection.tsx'
import { MessageParts } from './MessageParts.tsx'
import { LazyLightboxDialog } from './Lightbox.tsx'
import { AudioPlayer, VideoPlayer } from './players.tsx'
import { LazyOpenedText } from './TextPreview.tsx'
/** What a test opens is there at once. */
beforeAll(() => LazyLightboxDialog.want())

let fake: FakeChat
let room: ReturnType<FakeChat['of']>

beforeAll(() => Promise.all([LazyOpenedText.want(), AudioPlayer.want(), VideoPlayer.want()]))
beforeEach(() => {
  fake = new FakeChat(ADA)
  room = fake.of('room')
  room.summary.set(summary())
})
afterEach(cleanup)

const acts = (name: string) => fake.acts.filter(([did]) => did === name)
const upload = (changes: Partial<Upload> = {}): Upload => ({
  id: 'u1',
  user_id: ADA.id,
  conversation_id: 'room',
  filename: 'board.jpg',
  media_type: 'image/jpeg',
  size: 2 * 1024 ** 2,
  position: 1,
  status: 'uploading',
  sent: 1024 ** 2,
  ...changes,
})
const file = (name: string) => new File(['x'], name, { type: 'image/png' })
const image = (id: string, changes: object = {}): Message['parts'][number] => ({
  type: 'image',
  attachment_id: id,
  width: 800,
  height: 600,
  filename: `${id}.jpg`,
  ...changes,
})
const document = (filename: string, media_type: string, changes: object = {}): Message['parts'][number] => ({
  type: 'file',
  attachment_id: filename,
  filename,
  media_type,
  size: 1_500_000,
  ...changes,
})
const carrying = (...parts: Message['parts']) => message(1, BEN, '', { kind: 'image', parts })
const composer = () => renderWith(fake, <ChatInput conversationId="room" />)

describe('the composer', () => {
  test('takes chosen files, and the same one again', () => {
    const { container } = composer()
    const input = container.querySelector('input[type="file"]') as HTMLInputElement
    const chosen = [file('a.png'), file('b.png')]
    fireEvent.change(input, { target: { files: chosen } })
    expect(acts('attach')).toEqual([['attach', 'room', chosen]])
    expect(input.value).toBe('')
  })

  test('takes pasted files, but prefers text to the picture that programs add to it', () => {
    composer()
    const field = screen.getByRole('textbox')
    const paste = (types: string[]) => {
      const clipboardData = { types, files: [file('a.png')], getData: () => 'Words of a sheet' }
      const event = createEvent.paste(field, { clipboardData })
      fireEvent(field, event)
      return event.defaultPrevented
    }
    expect(paste(['text/plain', 'Files'])).toBe(false)
    expect(acts('attach')).toEqual([])
    expect(paste(['Files'])).toBe(true)
    expect(acts('attach')).toHaveLength(1)
  })

  test('takes as many files as a message may carry, and says how many were left out', () => {
    room.files.set([upload()])
    const { container } = composer()
    const input = container.querySelector('input[type="file"]') as HTMLInputElement
    const many = Array.from({ length: LIMITS.attachments_per_message + 1 }, (_, index) =>
      file(`${index}.png`),
    )
    fireEvent.change(input, { target: { files: many } })
    expect(acts('attach')[0]?.[2]).toHaveLength(LIMITS.attachments_per_message - 1)
    expect(screen.getByRole('alert').textContent).toContain('A message can carry 10 files; 2 were left out.')
  })

  test('shows the progress of each file, and offers pause, resume and remove', () => {
    room.files.set([upload()])
    composer()
    const tray = screen.getByRole('list', { name: 'Attached files' })
    expect(tray.textContent).toContain('1 MB of 2 MB')
    expect((within(tray).getByRole('progressbar') as HTMLProgressElement).value).toBe(1024 ** 2)
    fireEvent.click(screen.getByRole('button', { name: 'Pause board.jpg' }))
    act(() => room.files.set([upload({ status: 'paused' })]))
    fireEvent.click(screen.getByRole('button', { name: 'Resume board.jpg' }))
    fireEvent.click(screen.getByRole('button', { name: 'Remove board.jpg' }))
    expect(fake.acts.map(([name]) => name)).toEqual(expect.arrayContaining(['pause', 'resume', 'remove']))
    expect(globalThis.document.activeElement).toBe(tray)
  })

  test('sends files without text, and never a failed one', () => {
    room.files.set([
      upload(),
      upload({
        id: 'u2',
        status: 'failed',
        failure: { code: 'rejected', reason: 'Damaged.', retryable: false },
      }),
    ])
    composer()
    const field = screen.getByRole('textbox')
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(acts('send')).toEqual([])
    expect(screen.getAllByRole('alert').map((each) => each.textContent)).toEqual([
      'A file could not be attached: remove it, or try it again.',
      ' Damaged.',
    ])
    expect(screen.queryByRole('button', { name: 'Retry board.jpg' })).toBeNull()
    act(() => room.files.set([upload()]))
    expect(screen.queryByRole('alert')).toBeNull()
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(acts('send')).toEqual([['send', 'room', '', { uploads: ['u1'] }]])
  })

  test.each(['image_unknown', 'image_damaged', 'too_many_pixels', 'unreadable', 'too_demanding'])(
    'offers to send as a file what is refused as a picture: %s',
    (why) => {
      const failure = { code: 'rejected', reason: 'No.', retryable: false, why }
      act(() => room.files.set([upload({ filename: 'IMG.HEIC', status: 'failed', failure })]))
      renderWith(fake, <ChatInput conversationId="room" />)
      fireEvent.click(screen.getByRole('button', { name: 'Send as a file' }))
      expect(acts('sendAsFile')).toEqual([['sendAsFile', 'u1']])
    },
  )

  test('offers nothing of that kind where it would not help', () => {
    const failure = { code: 'empty', reason: 'Empty.', retryable: false }
    act(() => room.files.set([upload({ status: 'failed', failure })]))
    renderWith(fake, <ChatInput conversationId="room" />)
    expect(screen.queryByRole('button', { name: 'Send as a file' })).toBeNull()
  })

  test('asks for an alternative text, and takes none as well', () => {
    room.files.set([upload({ status: 'ready' })])
    composer()
    fireEvent.click(screen.getByRole('button', { name: 'Describe' }))
    const question = screen.getByLabelText('What does the image show?')
    fireEvent.change(question, { target: { value: 'A triangle' } })
    expect(acts('describe')).toEqual([['describe', 'u1', 'A triangle']])
    fireEvent.keyDown(question, { key: 'Enter' })
    expect(screen.queryByLabelText('What does the image show?')).toBeNull()
    expect(acts('send')).toEqual([])
  })

  test('turns a text that is too long for a message into a file', async () => {
    composer()
    const field = screen.getByRole('textbox') as HTMLTextAreaElement
    const long = 'x'.repeat(LIMITS.message_chars + 1)
    fireEvent.change(field, { target: { value: long } })
    fireEvent.click(screen.getByRole('button', { name: 'Send as a file' }))
    const [[, , [attached] = []] = []] = acts('attach') as [string, string, File[]][]
    expect([attached?.name, attached?.size]).toEqual(['message.txt', long.length])
    expect(field.value).toBe('')
  })
})

describe('dropping', () => {
  const zone = (disabled: boolean) => {
    renderWith(
      fake,
      <DropZone conversationId="room" disabled={disabled}>
        <p>History</p>
      </DropZone>,
    )
    return screen.getByText('History')
  }
  const files = { types: ['Files'], files: [file('a.png')] }

  test('anywhere on the conversation attaches, and is announced while dragging', () => {
    const target = zone(false)
    fireEvent.dragEnter(target, { dataTransfer: files })
    expect(screen.getByText('Drop files to attach them')).toBeDefined()
    fireEvent.drop(target, { dataTransfer: files })
    expect(screen.queryByText('Drop files to attach them')).toBeNull()
    expect(acts('attach')).toEqual([['attach', 'room', files.files]])
  })

  test('of a folder says what it is, and takes the files beside it', () => {
    renderWith(
      fake,
      <DropZone conversationId="room" disabled={false}>
        <ChatInput conversationId="room" />
      </DropZone>,
    )
    const entry = (name: string, isDirectory: boolean) => ({
      kind: 'file',
      webkitGetAsEntry: () => ({ name, isDirectory }),
    })
    const [photo, folder] = [file('a.png'), new File([], 'Homework')]
    const event = createEvent.drop(screen.getByRole('textbox'))
    Object.defineProperty(event, 'dataTransfer', {
      value: {
        types: ['Files'],
        files: [photo, folder],
        items: [entry('a.png', false), entry('Homework', true)],
      },
    })
    fireEvent(screen.getByRole('textbox'), event)
    expect(acts('attach')).toEqual([['attach', 'room', [photo]]])
    expect(screen.getByText(/Homework is a folder and cannot be sent/)).toBeDefined()
  })

  test('of text, or in a read-only conversation, is not taken', () => {
    const target = zone(true)
    fireEvent.drop(target, { dataTransfer: files })
    cleanup()
    fireEvent.drop(zone(false), { dataTransfer: { types: ['text/plain'], files: [] } })
    expect(acts('attach')).toEqual([])
    expect(target).toBeDefined()
  })
})

describe('a message', () => {
  const show = (...parts: Message['parts']) => renderWith(fake, <MessageParts message={carrying(...parts)} />)

  test('reserves the space of an image before it loads', () => {
    const { container } = show(image('tall', { width: 600, height: 1200, alt: 'A tower' }))
    const list = container.querySelector('.lectern-images') as HTMLElement
    expect([list.style.inlineSize, list.style.aspectRatio]).toEqual(['200px', '200 / 400'])
    expect(screen.getByRole('img', { name: 'A tower' }).getAttribute('src')).toBe('https://files/tall/640')
  })

  test('lays a loaded picture on paper, so that dark lines are seen in the dark', () => {
    const { container } = renderWith(
      fake,
      <MessageParts message={message(1, BEN, '', { parts: [image('a')] })} />,
    )
    const shown = container.querySelector('img') as HTMLImageElement
    expect(shown.hasAttribute('data-loaded')).toBe(false)
    fireEvent.load(shown)
    expect(shown.matches('.lectern-picture img[data-loaded]')).toBe(true)
    const styles = readFileSync('packages/react/src/attachments/attachments.css', 'utf8')
    expect(styles).toMatch(/\.lectern-picture[^{]*img\[data-loaded\][^{]*\{\s*background: white/)
  })

  test('shows four of many images, and the number of the rest', () => {
    show(...['1', '2', '3', '4', '5', '6'].map((id) => image(id)))
    expect(screen.getAllByRole('listitem')).toHaveLength(4)
    expect(screen.getByLabelText('2 more').textContent).toBe('+2')
  })

  test('shows the type of a file, and the first page of a PDF', () => {
    const { container } = show(
      document('notes.pdf', 'application/pdf', { preview: { width: 1280, height: 1810 } }),
      document('song.mp3', 'audio/mpeg'),
      document('clip.mp4', 'video/mp4'),
      document('data.zip', 'application/zip'),
    )
    expect(screen.getByText('PDF · 1.4 MB')).toBeDefined()
    expect(screen.getByRole('button', { name: 'First page of notes.pdf' })).toBeDefined()
    expect(container.querySelector('audio')?.getAttribute('src')).toBe('https://files/song.mp3/content')
    expect(container.querySelector('video')).not.toBeNull()
    expect(screen.getAllByRole('button', { name: /^Download/ })).toHaveLength(4)
  })

  test('X19 shows what is said in a recording, over it and below it', async () => {
    // jsdom has no addresses of this kind.
    Object.assign(URL, { createObjectURL: () => 'blob:track', revokeObjectURL: () => {} })
    fake.text = '1\n00:00:01,000 --> 00:00:02,000\nGood morning.\n'
    const { container } = show(document('talk.mp4', 'video/mp4'), document('talk.srt', 'text/plain'))
    await act(async () => {})
    expect(container.querySelector('video > track')?.getAttribute('src')).toBe('blob:track')
    expect(container.querySelector('video > track')?.getAttribute('kind')).toBe('captions')
    expect(screen.getByText('Transcript')).toBeDefined()
    expect(screen.getByText('Good morning.')).toBeDefined()
    cleanup()
    Object.assign(URL, { createObjectURL: undefined, revokeObjectURL: undefined })
  })

  test('X15 tells equal names of pictures and files apart', () => {
    const picture = (id: string, changes = {}) => image(id, { filename: 'image.png', ...changes })
    show(
      picture('a'),
      picture('b'),
      picture('c', { alt: 'A circle' }),
      document('data.zip', 'application/zip', { attachment_id: 'd' }),
      document('data.zip', 'application/zip', { attachment_id: 'e' }),
    )
    const names = screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))
    expect(names).toEqual([
      'Open image: image.png, 1 of 3',
      'Open image: image.png, 2 of 3',
      'Open image: A circle',
      'Download data.zip, 1 of 2',
      'Download data.zip, 2 of 2',
    ])
  })

  test('shows code on demand, as text', async () => {
    fake.text = 'print("<b>hi</b>")\n'
    const { container } = show(document('work.py', 'text/x-python'))
    expect(container.querySelector('code')).toBeNull()
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Preview' })))
    expect(container.querySelector('code')?.textContent).toBe('print("<b>hi</b>")')
    fireEvent.click(screen.getByRole('button', { name: 'Hide preview' }))
    expect(container.querySelector('code')).toBeNull()
  })

  test('shows a notebook by its cells', async () => {
    fake.text = JSON.stringify({
      cells: [
        { cell_type: 'markdown', source: '# Mean' },
        { cell_type: 'code', source: '1 + 1', outputs: [{ data: { 'text/plain': '2' } }] },
      ],
    })
    show(document('work.ipynb', 'application/x-ipynb+json'))
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Preview' })))
    const notebook = screen.getByRole('group', { name: 'work.ipynb' })
    expect(within(notebook).getByText('Mean')).toBeDefined()
    expect(within(notebook).getByText('2').tagName).toBe('PRE')
  })

  test('in the outbox shows its progress, and can lose a file', () => {
    fake.uploads.set([upload()])
    show(image('u1'))
    expect(
      screen.getByRole('progressbar', { name: 'Uploading board.jpg' }).getAttribute('aria-valuenow'),
    ).toBe('50')
    fireEvent.click(screen.getByRole('button', { name: 'Remove board.jpg' }))
    expect(acts('discardFile')).toEqual([['discardFile', 'room', carrying().id, 'u1']])
  })
})

describe('in full', () => {
  const open = () => {
    const rows = [
      row(message(1, BEN, '', { parts: [image('a', { alt: 'First' }), image('b')] }), ADA),
      row(message(2, ADA, '', { parts: [image('c')] }), ADA),
    ]
    room.timeline.update((timeline) => ({ ...timeline, rows }))
    renderWith(fake, <MessageParts message={rows[0]!.message} />)
    fireEvent.click(screen.getByRole('button', { name: 'Open image: First' }))
    return screen.getByRole<HTMLDialogElement>('dialog', { name: 'Image' })
  }

  test('arrows walk all images of the conversation, and Escape closes', async () => {
    const dialog = open()
    expect(within(dialog).getByText('1 of 3')).toBeDefined()
    expect(within(dialog).getByText('First')).toBeDefined()
    fireEvent.keyDown(dialog, { key: 'ArrowRight' })
    fireEvent.keyDown(dialog, { key: 'ArrowRight' })
    fireEvent.keyDown(dialog, { key: 'ArrowRight' })
    expect(within(dialog).getByText('3 of 3')).toBeDefined()
    fireEvent.keyDown(dialog, { key: 'Home' })
    expect(within(dialog).getByText('1 of 3')).toBeDefined()
    // The browser does this at Escape.
    await act(async () => dialog.close())
    expect(screen.queryByRole('dialog', { name: 'Image' })).toBeNull()
  })

  test('plus and minus zoom', () => {
    const dialog = open()
    const shown = () => dialog.querySelector<HTMLElement>('.lectern-lightbox-image')?.style.transform
    const inside = within(dialog).getByRole('button', { name: 'Zoom in' })
    fireEvent.keyDown(inside, { key: '+' })
    expect(shown()).toContain('scale(1.5)')
    fireEvent.keyDown(inside, { key: '-' })
    expect(shown()).toContain('scale(1)')
  })

  test('X11 arrows and buttons show the rest of a large image, and no other image', () => {
    const dialog = open()
    const view = within(dialog)
    const stage = dialog.querySelector('.lectern-lightbox-stage') as HTMLElement
    Object.defineProperties(stage, { clientWidth: { value: 400 }, clientHeight: { value: 300 } })
    const shown = () => dialog.querySelector<HTMLElement>('.lectern-lightbox-image')?.style.transform
    const inside = view.getByRole('button', { name: 'Zoom in' })
    expect(view.queryByRole('group', { name: 'Move the image' })).toBeNull()
    fireEvent.keyDown(inside, { key: '+' })
    const place = view.getByText(/of 3$/).textContent
    fireEvent.keyDown(inside, { key: 'ArrowRight' })
    expect(shown()).toContain('translate(-100px, 0px)')
    expect(view.getByText(/of 3$/).textContent).toBe(place)
    fireEvent.click(view.getByRole('button', { name: 'Show what is on the left' }))
    fireEvent.click(view.getByRole('button', { name: 'Show what is below' }))
    expect(shown()).toContain('translate(20px, -75px)')
  })
})

describe('elsewhere', () => {
  test.each([
    [[image('a')], 'Photo'],
    [[image('a'), image('b')], '2 photos'],
    [[document('notes.pdf', 'application/pdf')], 'File: notes.pdf'],
    [
      [image('a'), document('1.pdf', 'application/pdf'), document('2.pdf', 'application/pdf')],
      'Photo, 2 files',
    ],
  ])('the list says what a message without words is (%#)', (parts, said) => {
    const last_message = message(1, BEN, '', { parts })
    renderWith(fake, <LastMessage summary={summary({ last_message })} />)
    expect(screen.getByText(said)).toBeDefined()
  })

  test('the details list the files', async () => {
    const sent = (id: string, changes: Partial<Attachment>): Attachment => ({
      id,
      conversation_id: 'room',
      filename: id,
      media_type: 'application/pdf',
      size: 1_000,
      state: 'ready',
      created_by: BEN.id,
      created_at: BEN.created_at,
      ...changes,
    })
    fake.sent.push(
      sent('board.jpg', { width: 8, height: 6, media_type: 'image/jpeg' }),
      sent('notes.pdf', {}),
    )
    await act(async () => void renderWith(fake, <FilesSection conversationId="room" />))
    expect(screen.getByRole('button', { name: 'Open image: board.jpg' })).toBeDefined()
    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'Files' })))
    expect(screen.getByText('notes.pdf')).toBeDefined()
  })
})
