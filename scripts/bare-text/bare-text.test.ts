import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findBareText } from './find-bare-text.ts'

const find = (jsx: string) => findBareText('part.tsx', `const part = ${jsx}`).map(({ text }) => text)

test.each([
  ['a condition before text', '<p>{here && `${here} · `}{name}</p>', ['{here && `${here} · `}', '{name}']],
  ['an element that comes and goes before text', '<p>{busy && <Mark />} Saved</p>', ['Saved']],
  ['a choice of text and element', '<b>{me ? <Icon /> : name}{dot && <i />}</b>', ['{me ? <Icon /> : name}']],
  ['text around a number', '<kbd>{key} /</kbd>', ['{key}', '/']],
  ['text of a call', '<p><Icon />{labels.kept()}</p>', ['{labels.kept()}']],
  ['a list of texts', '<p>{names.map((name) => name)}<br /></p>', ['{names.map((name) => name)}']],
  ['text in a fragment', '<>{busy && <Mark />}{said}</>', ['{said}']],
])('finds %s', (_, jsx, found) => {
  expect(find(jsx)).toEqual(found)
})

test.each([
  ['text alone', '<p>{here ? name : other}</p>'],
  ['text in an element of its own', '<p>{busy && <Mark />}<span>{said}</span></p>'],
  ['what never changes', '<p>Press <kbd>Enter</kbd> to send</p>'],
  ['lists of elements', '<ul>{names.map((name) => <li>{name}</li>)}{more && <li />}</ul>'],
  ['props that hold elements', '<p>{icon}{children}<b /></p>'],
])('allows %s', (_, jsx) => {
  expect(find(jsx)).toEqual([])
})

test('finds a component that draws bare text', () => {
  const found = (code: string) => findBareText('part.tsx', code).map(({ text }) => text)
  expect(found('const Left = ({ ms }) => ms > 0 ? labels.left(ms) : labels.now')).toHaveLength(1)
  expect(found('const Left = ({ ms }) => { if (!ms) return null; return labels.left(ms) }')).toHaveLength(1)
  expect(found('const Left = ({ ms }) => <b>{ms}</b>')).toEqual([])
})

/** The words of a text: `keyOf` in Markdown.tsx draws all of a block anew, so that none of them changes. */
const DRAWN_ANEW = ['Image', 'Link', 'Words'].map((name) => `packages/react/src/text/${name}.tsx`)

test('N3 no text of the app stands beside what may change', () => {
  const root = join(import.meta.dirname, '../..')
  const files = globSync(['packages/react/src/**/*.tsx', 'apps/web/src/**/*.tsx'], { cwd: root })
  expect(files.length).toBeGreaterThan(200)
  const found = files
    .filter((file) => !/\.test\.tsx$|\/testing\//u.test(file) && !DRAWN_ANEW.includes(file))
    .flatMap((file) =>
      findBareText(file, readFileSync(join(root, file), 'utf8')).map(
        ({ line, text }) => `${file}:${line} ${text}`,
      ),
    )
  expect(found).toEqual([])
})
