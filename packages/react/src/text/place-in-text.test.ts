import { expect, test } from 'vitest'
import { placeInText } from './place-in-text.ts'

test.each([
  ['', '', 'words'],
  ['so ', ' it is', 'words'],
  ['`a', '` b', 'code'],
  ['`a', '', 'code'],
  ['``a ` b', '', 'code'],
  ['`a` b', '', 'words'],
  ['it`s', ' and that`s', 'words'],
  ['```\n', '', 'code'],
  ['```\na\n```\n', '', 'words'],
  ['    a', '', 'code'],
  ['> a', '', 'quote'],
  ['> `a', '`', 'code'],
  ['> a\n', 'b', 'words'],
  ['- a\n- b', '', 'words'],
  ['- a\n  ```\n  b', '\n  ```', 'code'],
  ['https://a.example/b', '/c', 'link'],
  ['[a', '](https://a.example)', 'link'],
  ['[a](https://a.exa', 'mple)', 'link'],
  ['$x + ', 'y$', 'formula'],
  ['**a', '**', 'words'],
  ['\uA66E `a', '', 'code'],
  ['| a | b |\n|---|---|\n| `c', '` | d |', 'code'],
] as const)('between %j and %j are %s', (before, after, place) => {
  expect(placeInText(before, after)).toBe(place)
})
