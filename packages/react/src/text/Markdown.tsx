// Tokens to elements. Whatever the subset does not know is shown as it was typed.
import { Fragment, memo, useMemo, type ReactNode } from 'react'
import type { Token, Tokens } from 'marked'
import { useLabels } from '../instructor-chat-context.tsx'
import { CodeBlock } from './CodeBlock.tsx'
import { lex } from './lex.ts'
import { safeLink, withoutTurning } from './links.ts'

export interface MarkdownProps {
  text: string
  /** More is coming: a caret stands at the end. */
  streaming?: boolean
}

/** Message text in the Markdown subset: emphasis, code, lists, quotes, tables, links. */
export const Markdown = memo(({ text, streaming = false }: MarkdownProps) => {
  const tokens = useMemo(() => lex(text), [text])
  return (
    <div className="lectern-text" dir="auto" data-streaming={streaming || undefined}>
      {blocks(tokens)}
    </div>
  )
})

const each = (tokens: readonly Token[] | undefined, render: (token: Token) => ReactNode): ReactNode =>
  tokens?.map((token, index) => <Fragment key={index}>{render(token)}</Fragment>)

const blocks = (tokens: readonly Token[] | undefined): ReactNode => each(tokens, block)
const inlines = (tokens: readonly Token[] | undefined): ReactNode => each(tokens, inline)

const block = (token: Token): ReactNode => {
  switch (token.type) {
    case 'space':
    case 'def':
      return token.type === 'def' ? <p>{token.raw}</p> : null
    case 'paragraph':
      return <p dir="auto">{inlines(token.tokens)}</p>
    case 'heading':
      return (
        <p dir="auto">
          <strong>{inlines(token.tokens)}</strong>
        </p>
      )
    case 'code':
      return <CodeBlock code={(token as Tokens.Code).text} language={languageOf(token as Tokens.Code)} />
    case 'blockquote':
      return <blockquote dir="auto">{blocks(token.tokens)}</blockquote>
    case 'list':
      return <List list={token as Tokens.List} />
    case 'table':
      return <Table table={token as Tokens.Table} />
    case 'hr':
      return <hr />
    case 'text':
      return token.tokens ? (
        <p dir="auto">{inlines(token.tokens)}</p>
      ) : (
        <p className="lectern-raw">{token.raw}</p>
      )
    default:
      return <p className="lectern-raw">{token.raw}</p>
  }
}

const inline = (token: Token): ReactNode => {
  switch (token.type) {
    case 'text':
      return token.tokens ? inlines(token.tokens) : (token as Tokens.Text).text
    case 'escape':
      return (token as Tokens.Escape).text
    case 'strong':
      return <strong>{inlines(token.tokens)}</strong>
    case 'em':
      return <em>{inlines(token.tokens)}</em>
    case 'del':
      return <del>{inlines(token.tokens)}</del>
    case 'codespan':
      return <code dir="ltr">{(token as Tokens.Codespan).text}</code>
    case 'br':
      return <br />
    case 'link':
      return <Link link={token as Tokens.Link} />
    default:
      return token.raw
  }
}

const languageOf = ({ lang }: Tokens.Code): string | undefined => /^[\w+#.-]{1,20}/u.exec(lang ?? '')?.[0]

const Link = ({ link }: { link: Tokens.Link }) => {
  const safe = safeLink(link.href, link.text)
  if (!safe) return link.raw
  return (
    <>
      <a href={safe.href} title={safe.href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {link.text === link.href ? withoutTurning(link.text) : inlines(link.tokens)}
      </a>
      {safe.host && <span className="lectern-link-host"> ({safe.host})</span>}
    </>
  )
}

const List = ({ list }: { list: Tokens.List }) => {
  const items = list.items.map((item, index) => (
    <li key={index} data-task={item.task || undefined} dir="auto">
      {item.task && <TaskMark done={item.checked ?? false} />}
      {item.loose ? blocks(item.tokens) : each(item.tokens, tight)}
    </li>
  ))
  return list.ordered ? <ol start={list.start === '' ? 1 : list.start}>{items}</ol> : <ul>{items}</ul>
}

/** In a tight list the text is no paragraph of its own. */
const tight = (token: Token): ReactNode => {
  if (token.type === 'checkbox') return null
  return token.type === 'text' || token.type === 'paragraph'
    ? inline({ ...token, type: 'text' } as Token)
    : block(token)
}

const TaskMark = ({ done }: { done: boolean }) => {
  const labels = useLabels()
  return (
    <span
      role="img"
      className="lectern-task"
      data-done={done || undefined}
      aria-label={done ? labels.done : labels.notDoneYet}
    />
  )
}

const Table = ({ table }: { table: Tokens.Table }) => (
  <div className="lectern-table" tabIndex={0}>
    <table>
      <thead>
        <tr>{cells(table.header, 'th')}</tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          <tr key={index}>{cells(row, 'td')}</tr>
        ))}
      </tbody>
    </table>
  </div>
)

const cells = (row: readonly Tokens.TableCell[], Cell: 'th' | 'td') =>
  row.map((cell, index) => (
    <Cell key={index} data-align={cell.align ?? undefined} dir="auto">
      {inlines(cell.tokens)}
    </Cell>
  ))
