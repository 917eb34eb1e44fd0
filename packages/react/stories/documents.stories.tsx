import type { Meta } from '@storybook/react-vite'
import { Changes, DocumentText, DocumentView, PassageText } from '../src/index.ts'
import type { Document } from '@lectern/protocol'
import { documentOf } from '../src/testing/fake-documents.ts'
import { press, see } from './press.ts'
import { nothing, panel, refused, scene, type Story } from './scene.tsx'
import { CODE, FORMULAS, STRUCTURE } from './texts.ts'

export default { title: 'Documents' } satisfies Meta

const FIRST = `# Squares\n\nHalve the coefficient of $x$.\n\nSquare it.\n\n${FORMULAS}\n\n${CODE}`
const SECOND = FIRST.replace('Square it.', 'Square it, then add and subtract the result.')
const OLD = documentOf({ content: FIRST, latest_version: 2 })
const NEW = documentOf({ content: SECOND, version: 2, latest_version: 2, collection: 'Week 4' })
const start = FIRST.indexOf('Halve')
const span = { start, end: FIRST.indexOf('\n\nSquare') }

const view = (all: Document[], target: object = {}) =>
  scene((fake) => {
    fake.documents.all.push(...all)
    fake.documents.links.push({
      conversation_id: 'room',
      conversation_title: 'Mathematics 1',
      message_id: 'm1',
      version: 1,
      kind: 'cites',
      sender: 'Ben Okafor',
      excerpt: 'See **here**',
      timestamp: '2026-11-23T14:00:00.000Z',
    })
    return panel(
      <DocumentView target={{ document_id: 'squares', ...target }} onTarget={nothing} onMessage={nothing} />,
    )
  })

export const Newest: Story = { ...view([OLD, NEW]), play: see('article') }
export const AtAPassage: Story = { ...view([OLD, NEW], { version: 2, span }), play: see('article') }
export const Outdated: Story = { ...view([OLD, NEW], { version: 1, span }), play: see('[role=note]') }
export const WhatChanged: Story = {
  ...view([OLD, NEW], { version: 1, span }),
  play: press('[role=note] button'),
}
export const Withdrawn: Story = {
  ...view([
    documentOf({
      state: 'withdrawn',
      title: 'A title that is far too long for the narrow panel it is shown in',
    }),
  ]),
  play: see('article'),
}
export const FromAFile: Story = {
  ...view([
    documentOf({
      format: 'text',
      original: { filename: 'squares-and-what-to-do-with-them.txt', media_type: 'text/plain', size: 12_000 },
    }),
  ]),
  play: see('.lectern-document-original'),
}
export const Loading: Story = scene((fake) => {
  const documents = fake.documents as { get: unknown }
  documents.get = () => new Promise(nothing)
  return panel(<DocumentView target={{ document_id: 'squares' }} onTarget={nothing} onMessage={nothing} />)
})
const failing = (status: number, code: string) =>
  scene((fake) => {
    fake.documents.refusal = refused(status, code, 'The server is restarting.')
    return panel(<DocumentView target={{ document_id: 'squares' }} onTarget={nothing} onMessage={nothing} />)
  })
export const Failed: Story = { ...failing(503, 'unavailable'), play: see('[role=alert]') }
export const Gone: Story = { ...failing(404, 'not_found'), play: see('.lectern-document-gone') }

export const Text: Story = scene(() =>
  panel(
    <div className="lectern-document">
      <DocumentText document={{ content: STRUCTURE, format: 'markdown' }} />
    </div>,
  ),
)
export const Passage: Story = scene(() =>
  panel(
    <div className="lectern-document">
      <PassageText
        passage={{
          document_id: 'squares',
          version: 1,
          title: 'Squares',
          span: { start: 0, end: 10, sha256: 'a'.repeat(64) },
          excerpt: 'Halve the coefficient of $x$, then square it.',
          highlights: [{ start: 0, end: 5 }],
        }}
      />
    </div>,
  ),
)
export const Difference: Story = scene(() =>
  panel(
    <div className="lectern-document">
      <Changes before={FIRST} after={SECOND} />
    </div>,
  ),
)
