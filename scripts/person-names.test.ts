import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Where a mark stands apart from its name, and why. Everywhere else `PersonName` draws both. */
const APART: Record<string, string> = {
  'ui/PersonName.tsx': 'the component itself',
  'panels/conversations/ConversationItem.tsx':
    'the title of a conversation, which is cut when it is too long',
  'chat/ChatHeader.tsx': 'the title of a conversation, which is cut when it is too long',
  'chat/composer/ComposerBar.tsx': 'the name stands inside of a sentence',
  'chat/message/PinnedMark.tsx': 'the name stands inside of a sentence',
  'questions/QuestionMarks.tsx': 'the name stands inside of a sentence',
}

const sources = (root: string) =>
  globSync('**/*.tsx', { cwd: root })
    .filter((file) => !/\.test\.tsx$|^testing\//u.test(file))
    .map((file) => ({ file, code: readFileSync(join(root, file), 'utf8') }))

test('S4 the mark of staff stands beside a name by one component', () => {
  const all = sources(join(import.meta.dirname, '../packages/react/src'))
  const marking = all.filter(({ code }) => code.includes('<RoleMark')).map(({ file }) => file)
  expect(marking.toSorted()).toEqual(Object.keys(APART).toSorted())
})

/** A name alone in an element, without what tells who it is. */
const BARE =
  /<(span|bdi|strong)(?: dir="auto")?>\s*\{[\w.]*(?:\bsender|(?:by|owner|author|tutor)\.name)\}\s*<\/\1>/gu

test('S4 no name of somebody else stands bare', () => {
  const all = sources(join(import.meta.dirname, '../packages/react/src'))
  expect(
    all.flatMap(({ file, code }) => (code.match(BARE) ?? []).map((found) => `${file}: ${found}`)),
  ).toEqual([])
})
