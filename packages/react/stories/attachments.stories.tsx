import type { Meta } from '@storybook/react-vite'
import type { Upload } from '@lectern/client'
import type { Message } from '@lectern/protocol'
import { ConversationDetails } from '../src/index.ts'
import { type FakeChat } from '../src/testing/fake-chat.ts'
import { ADA, BEN, message, row } from '../src/testing/samples.ts'
import { press, see } from './press.ts'
import { failed, file, image, LONG_NAME, MB, sent, upload, withFiles } from './samples.ts'
import { panel, refused, room, Rows, scene, type Story } from './scene.tsx'
import { CODE } from './texts.ts'

export default { title: 'Attachments' } satisfies Meta

interface Carried {
  text?: string
  own?: boolean
  set?: (fake: FakeChat) => void
}

/** A message with these parts. */
const carrying = (parts: Message['parts'], { text = '', own = false, set }: Carried = {}) =>
  scene((fake) => {
    withFiles(fake)
    set?.(fake)
    room(fake, [message(1, own ? ADA : BEN, text, { parts })])
    return <Rows />
  })
const album = (count: number) =>
  carrying(
    Array.from({ length: count }, (_, at) => image(640 + 80 * at, 480 + 40 * at, 36 * at)),
    { text: 'The board of today' },
  )

export const Wide: Story = carrying([image(1_600, 900, 200, 'The board')], { text: 'The board of today' })
export const Tall: Story = carrying([image(600, 1_600, 20)])
export const VeryWide: Story = carrying([image(3_000, 200, 260)])
export const Tiny: Story = carrying([image(24, 24, 100)], { own: true })
export const Two: Story = album(2)
export const Three: Story = album(3)
export const Four: Story = album(4)
export const Ten: Story = album(10)
export const Broken: Story = {
  ...carrying([{ ...image(640, 480, 0), attachment_id: 'gone' } as Message['parts'][number]]),
  play: see('.lectern-picture-again'),
}

/** The user's own uploads. */
const onItsWay = (...uploads: Upload[]) =>
  scene((fake) => {
    withFiles(fake)
    const waiting = { status: 'queued' as const }
    const isFailed = uploads.some(({ status }) => status === 'failed')
    const failure = uploads.find((each) => each.failure)?.failure
    const parts = uploads.map(({ id, filename, media_type }) =>
      media_type.startsWith('image/')
        ? { ...image(640, 480, 0), attachment_id: id, filename }
        : { ...file(filename, media_type), attachment_id: id },
    ) as Message['parts']
    const said = message(1, ADA, 'My solution', { parts })
    fake.uploads.set(uploads.map((each) => ({ ...each, message_id: said.id })))
    room(fake, [row(said, ADA, isFailed ? { status: 'failed', ...(failure && { failure }) } : waiting)])
    return <Rows />
  })

export const ImageOnItsWay: Story = onItsWay(upload())
export const ImageBeingChecked: Story = onItsWay(upload({ status: 'checking', sent: 4 * MB }))
export const FilesOnTheirWay: Story = onItsWay(
  upload({ filename: 'notes.pdf', media_type: 'application/pdf' }),
  upload({ filename: `${LONG_NAME}.py`, media_type: 'text/x-python', status: 'waiting', sent: 0 }),
)
export const DamagedWhenSent: Story = onItsWay(
  failed('board.jpg', 'rejected', 'The file could not be read; it may be damaged.'),
  upload({ status: 'ready', filename: 'notes.pdf', media_type: 'application/pdf' }),
)

export const Kinds: Story = carrying([
  file('worksheet.pdf', 'application/pdf'),
  file('marks.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  file('lecture.pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'),
  file('everything.zip', 'application/zip'),
  file('proof.tex', 'text/x-tex', { size: 812 }),
  file('model.stl', 'application/octet-stream'),
  file('README', 'text/plain', { size: 40 }),
])
export const LongNames: Story = carrying(
  [file(`${LONG_NAME}.pdf`, 'application/pdf'), file('حل المعادلات التربيعية.pdf', 'application/pdf')],
  { text: 'Both of them', own: true },
)
export const DownloadFailed: Story = {
  ...carrying([
    { ...file('worksheet.pdf', 'application/pdf'), attachment_id: 'gone' } as Message['parts'][number],
  ]),
  play: press('.lectern-file .lectern-icon-button'),
}
export const Pdf: Story = carrying([
  {
    ...file('worksheet.pdf', 'application/pdf', { preview: { width: 1_240, height: 1_754 } }),
    attachment_id: '1240x1754 60',
  } as Message['parts'][number],
])
export const Audio: Story = carrying([file('tone.wav', 'audio/wav')])
export const Video: Story = carrying([file('square.webm', 'video/webm')])
export const CannotBePlayed: Story = {
  ...carrying([file('lecture.avi', 'video/x-msvideo')]),
  play: see('.lectern-media-failed'),
}

/** With an open preview. */
const read = (part: Message['parts'][number], text: string, changes: Partial<FakeChat> = {}) => ({
  ...carrying([part], { set: (fake) => Object.assign(fake, { text, ...changes }) }),
  play: press('.lectern-file-fold'),
})
const python = file('mean.py', 'text/x-python', { size: 412 })
const code = CODE.replaceAll(/^```.*$/gmu, '')

export const PreviewClosed: Story = carrying([python], { own: true, text: 'My program' })
export const Code: Story = read(python, 'def mean(x):\n    """Of numbers."""\n    return sum(x) / len(x)\n')
export const CodeInPart: Story = read(python, `${code}\n`.repeat(8), { more: true })
export const Text: Story = read(file('message.txt', 'text/plain'), 'A text that was too long. '.repeat(200))
export const PreviewFailed: Story = read(python, '', {
  refusal: refused(503, 'unavailable', 'The server is restarting.'),
})
export const Notebook: Story = read(
  file('means.ipynb', 'application/x-ipynb+json'),
  JSON.stringify({
    metadata: { language_info: { name: 'python' } },
    cells: [
      { cell_type: 'markdown', source: '# Means\nWe add and divide: $\\bar x = \\frac{1}{n}\\sum x_i$.' },
      {
        cell_type: 'code',
        source: 'values = [2, 4, 9]\nsum(values) / len(values)',
        outputs: [{ data: { 'text/plain': '5.0' } }],
      },
      { cell_type: 'code', source: 'mean([])', outputs: [{ ename: 'ZeroDivisionError', evalue: 'by zero' }] },
    ],
  }),
)

const ALBUM = [
  image(1_600, 900, 200, 'The board, with the square completed in three steps'),
  image(600, 1_600, 20),
  image(2_400, 300, 260),
]
const inFull = (parts: Message['parts'], ...presses: string[]) => ({
  ...carrying(parts),
  play: press(...presses),
})
const OPEN = '.lectern-picture > button'

export const InFull: Story = inFull(ALBUM, OPEN)
export const InFullInTheMiddle: Story = inFull(ALBUM, 'li:nth-child(2) > .lectern-picture > button')
export const InFullAlone: Story = inFull([image(640, 480, 0)], OPEN)
export const InFullZoomed: Story = inFull(
  ALBUM,
  OPEN,
  '.lectern-lightbox-head > .lectern-icon-button:nth-of-type(2)',
)
export const InFullBroken: Story = {
  ...inFull([{ ...image(640, 480, 0), attachment_id: 'gone' } as Message['parts'][number]], OPEN),
}

/** The files in the details of a conversation. */
const details = (set: (fake: FakeChat) => void, ...presses: string[]) => ({
  ...scene((fake) => {
    withFiles(fake)
    room(fake)
    set(fake)
    return panel(<ConversationDetails conversationId="room" tab="files" />)
  }),
  play: press(...presses),
})
const FILES = '.lectern-files-kinds > button:last-child'
const some = (fake: FakeChat) =>
  fake.sent.push(
    ...Array.from({ length: 7 }, (_, at) => sent(`640x480 ${at * 50}`, { width: 640, height: 480 })),
    sent('worksheet.pdf'),
    sent(`${LONG_NAME}.zip`, { media_type: 'application/zip' }),
  )

export const SentImages: Story = details(some)
export const SentFiles: Story = details(some, FILES)
export const NothingSent: Story = details(() => {}, FILES)
export const SentFilesFailed: Story = details((fake) => {
  fake.refusal = refused(503, 'unavailable', 'The server is restarting.')
})
