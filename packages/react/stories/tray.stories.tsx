import type { Meta } from '@storybook/react-vite'
import type { Upload } from '@lectern/client'
import { ChatComponent } from '../src/index.ts'
import { ADA, BEN, message } from '../src/testing/samples.ts'
import { drag, press } from './press.ts'
import { failed, LONG_NAME, MB, upload, withFiles } from './samples.ts'
import { page, room, scene, type Story } from './scene.tsx'

export default { title: 'Tray' } satisfies Meta

const SAID = [message(1, BEN, 'Why do we halve the coefficient?'), message(2, ADA, 'Look at the square.')]

/** The composer with these files in it. */
const tray = (files: readonly Upload[] = [], draft = '') =>
  scene((fake) => {
    room(fake, SAID)
    withFiles(fake)
    fake.uploads.set(files)
    fake.of('room').files.set(files)
    fake.of('room').draft.set(draft)
    return page(<ChatComponent conversationId="room" />)
  })

export const Waiting: Story = tray([upload({ status: 'waiting', sent: 0 })])
export const Uploading: Story = tray([upload()])
export const Paused: Story = tray([upload({ status: 'paused' })])
export const Checking: Story = tray([upload({ status: 'checking', sent: 4 * MB })])
export const Ready: Story = tray([upload({ status: 'ready' })], 'My solution of number 3')
export const AtOnce: Story = tray([
  upload({ status: 'ready' }),
  upload({ filename: 'notes.pdf', media_type: 'application/pdf', sent: 3 * MB }),
  upload({ status: 'waiting', sent: 0, filename: 'clip.mp4', media_type: 'video/mp4' }),
])

export const TooLarge: Story = tray([
  failed('lecture.mov', 'too_large', 'The file is 310 MB; the limit is 25 MB.'),
])
export const EmptyFile: Story = tray([failed('notes.txt', 'empty', 'The file is empty.')])
export const Unreadable: Story = tray([failed('folder', 'unreadable', 'The file cannot be read any more.')])
export const Damaged: Story = tray([
  failed('board.jpg', 'rejected', 'The file could not be read; it may be damaged.'),
])
export const NoRoom: Story = tray([
  failed('board.jpg', 'storage_full', 'The server has no more room for files.', true),
])
export const OneOfThreeFailed: Story = {
  ...tray(
    [
      upload({ status: 'ready' }),
      failed(`${LONG_NAME}.jpg`, 'rejected', 'The file could not be read; it may be damaged.'),
      upload({ status: 'ready', filename: 'notes.pdf', media_type: 'application/pdf' }),
    ],
    'All of it',
  ),
  play: press('.lectern-send'),
}

export const Described: Story = tray([upload({ status: 'ready', alt: 'A triangle with a right angle at C' })])
export const Describing: Story = {
  ...tray([upload({ status: 'ready' })]),
  play: press('.lectern-alt-button'),
}

export const AsManyAsFit: Story = tray([
  upload({ filename: `${LONG_NAME}.pdf`, media_type: 'application/pdf' }),
  upload({ filename: 'حل المعادلات التربيعية.pdf', media_type: 'application/pdf', status: 'ready' }),
  ...Array.from({ length: 8 }, () => upload({ status: 'ready' })),
])

export const TooLong: Story = tray([], 'A text that nobody would read in a conversation. '.repeat(612))
export const Dropping: Story = { ...tray(), play: drag('.lectern-drop-zone') }
