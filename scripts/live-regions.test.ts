import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const REGION = /\baria-live=|\brole=(?:"(?:status|alert|log)"|\{[^}]*'(?:status|alert|log)')/gu

/** Places that speak by themselves, and why. Everything else is said by core/announcements.ts. */
const ALLOWED: Record<string, string> = {
  'packages/react/src/ui/Alert.tsx': 'errors beside their cause; over a layer the announcer says them',
  'packages/react/src/chat/TypingIndicator.tsx':
    'a standing line: who writes now is not worth a sentence later',
  'packages/react/src/connection/ConnectionStatus.tsx': 'a standing word for hosts that draw no banner',
  'packages/react/src/chat/list/MessageList.tsx': 'its role gives it a name to go to; it is silent (`off`)',
  'packages/react/src/chat/thread/Thread.tsx': 'nothing else says the replies of an open thread',
  'packages/react/src/chat/list/TimelineSkeleton.tsx': 'a shape with a name, without text: it says nothing',
  'packages/react/src/panels/conversations/ListSkeleton.tsx': 'a shape with a name, without text',
  'packages/react/src/documents/DocumentSkeleton.tsx': 'a shape with a name, without text',
  'packages/react/src/ui/PagedSection.tsx': 'a shape with a name, without text',
  'packages/react/src/planned/PlannedMessages.tsx': 'a shape with a name, without text',
  'packages/react/src/attachments/FilesSection.tsx': 'a shape with a name, without text',
  'apps/web/src/library/ListSkeleton.tsx': 'a shape with a name, without text',
  'apps/web/src/pages/SignInForm.tsx': 'a lock-out that counts down, and is said at some steps',
}

const regionsIn = (code: string): number => code.match(REGION)?.length ?? 0

test.each([
  ['<p role="status">{said}</p>', 1],
  ['<p role="alert" className="x">{said}</p>', 1],
  ["<p role={failed ? 'alert' : undefined}>{said}</p>", 1],
  ['<p aria-live="polite">{said}</p>', 1],
  ['<p role="group">{said}</p>', 0],
  ['<Alert className="status">{said}</Alert>', 0],
])('W11 counts the regions of %s', (code, number) => {
  expect(regionsIn(code)).toBe(number)
})

test('W11 nothing speaks but the announcer, and what has a reason to', () => {
  const root = join(import.meta.dirname, '..')
  const files = globSync(['packages/react/src/**/*.tsx', 'apps/web/src/**/*.tsx'], { cwd: root })
  expect(files.length).toBeGreaterThan(200)
  const speaking = files
    .filter((file) => !/\.test\.tsx$|\/testing\//u.test(file))
    .filter((file) => regionsIn(readFileSync(join(root, file), 'utf8')) > 0)
  expect(speaking.toSorted()).toEqual(Object.keys(ALLOWED).toSorted())
})
