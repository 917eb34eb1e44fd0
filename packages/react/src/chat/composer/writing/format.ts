// Adds marks of the Markdown subset around or before the selection; a second call removes them.
import type { Edit, TextSelection } from '../../../ui/edit-text.ts'

export const FORMATS = ['bold', 'italic', 'strike', 'code', 'link', 'list', 'numbers', 'quote'] as const
export type Format = (typeof FORMATS)[number]

export const applyFormat = (format: Format, selected: TextSelection): Edit => {
  switch (format) {
    case 'bold':
      return wrapSelection(selected, '**')
    case 'italic':
      return wrapSelection(selected, '_')
    case 'strike':
      return wrapSelection(selected, '~~')
    case 'code':
      return selectedText(selected).includes('\n')
        ? wrapInFence(selected, '```')
        : wrapSelection(selected, '`')
    case 'link':
      return linkSelection(selected)
    case 'list':
      return prefixLines(selected, /^- /u, () => '- ')
    case 'numbers':
      return prefixLines(selected, /^\d+\. /u, (index) => `${index + 1}. `)
    case 'quote':
      return prefixLines(selected, /^> /u, () => '> ')
  }
}

const selectedText = ({ text, start, end }: TextSelection): string => text.slice(start, end)

const wrapSelection = (selected: TextSelection, mark: string): Edit => {
  const { text, start, end } = selected
  const inner = selectedText(selected)
  const { length } = mark
  if (inner.length >= 2 * length && inner.startsWith(mark) && inner.endsWith(mark)) {
    const bare = inner.slice(length, -length)
    return { from: start, to: end, text: bare, selection: [start, start + bare.length] }
  }
  if (text.slice(start - length, start) === mark && text.slice(end, end + length) === mark) {
    return {
      from: start - length,
      to: end + length,
      text: inner,
      selection: [start - length, end - length],
    }
  }
  // Spaces stay outside: marks beside a space have no effect.
  const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(inner) ?? []
  const from = start + before.length + length
  return {
    from: start,
    to: end,
    text: before + mark + core + mark + after,
    selection: [from, from + core.length],
  }
}

/** A block between two fences on lines of their own; without a selection the caret is in it. */
export const wrapInFence = (selected: TextSelection, fence: string): Edit => {
  const { text, start, end } = selected
  const inner = selectedText(selected)
  const lead = start === 0 || text[start - 1] === '\n' ? '' : '\n'
  const trail = end === text.length || text[end] === '\n' ? '' : '\n'
  const from = start + lead.length + fence.length + 1
  return {
    from: start,
    to: end,
    text: `${lead}${fence}\n${inner}\n${fence}${trail}`,
    selection: [from, from + inner.length],
  }
}

const linkSelection = (selected: TextSelection): Edit => {
  const { start: from, end: to } = selected
  const inner = selectedText(selected)
  const isAddress = /^https?:\/\/\S+$/u.test(inner)
  const text = isAddress ? `[](${inner})` : `[${inner}]()`
  // The place where something must still be typed.
  const at = from + (isAddress || inner === '' ? 1 : text.length - 1)
  return { from, to, text, selection: [at, at] }
}

const prefixLines = (selected: TextSelection, prefix: RegExp, make: (index: number) => string): Edit => {
  const { text, start, end } = selected
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  const to = next < 0 ? text.length : next
  const lines = text.slice(from, to).split('\n')
  const isOn = lines.every((line) => prefix.test(line))
  const changed = lines
    .map((line, index) => (isOn ? line.replace(prefix, '') : make(index) + line))
    .join('\n')
  const until = from + changed.length
  return { from, to, text: changed, selection: start === end ? [until, until] : [from, until] }
}
