import {
  countChars,
  Emoji,
  fillCanned,
  filledText,
  Id,
  imageIdOf,
  imageIdsIn,
  isBlank,
  isVisible,
  line,
  LIMITS,
  NewMessage,
  pageAt,
  removeInvisible,
  text,
  toStorable,
  toVisibleLine,
  wholeEmoji,
  withoutImageAddresses,
} from '@lectern/protocol'
import { prose } from '../../../packages/protocol/src/spec/html.ts'
import type { TextFunctions } from '../text-functions.ts'

const parser = (schema: { safeParse(value: unknown): unknown }) => (text: string) => schema.safeParse(text)

export const PROTOCOL: TextFunctions = {
  'text.ts': {
    countChars,
    toStorable,
    // What a schema refuses, it has read before.
    text: parser(text(LIMITS.message_chars)),
    filledText: parser(filledText(LIMITS.message_chars)),
    line: parser(line(LIMITS.name_chars)),
  },
  'canned-answer.ts': { fillCanned: (content) => fillCanned(content, { name: 'Ben' }) },
  'visible.ts': { removeInvisible, isBlank, isVisible, toVisibleLine },
  'message.ts': {
    wholeEmoji,
    Emoji: parser(Emoji),
    NewMessage: (content) => NewMessage.safeParse({ content, parts: [{ type: 'text', text: content }] }),
  },
  'ids.ts': { Id: parser(Id) },
  'document-images.ts': { imageIdOf, imageIdsIn, withoutImageAddresses },
  'document.ts': { pageAt: (content) => pageAt(content, content.length) },
  'spec/html.ts': { prose },
}
