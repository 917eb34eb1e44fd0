// Renders tokens as elements. Syntax outside the subset is shown as typed.
import { Fragment, memo, useContext, useMemo, useState, type ReactNode } from 'react'
import type { DocumentImage, Mention } from '@lectern/protocol'
import type { Token, Tokens } from 'marked'
import { useLanguage } from '../context/language-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { Lazy } from '../core/lazy.ts'
import { useLazy } from '../hooks/use-lazy.ts'
import { Heading } from '../ui/Heading.tsx'
import { Scrollable } from '../ui/Scrollable.tsx'
import { CitationMarksContext, CitingWords, type CitationMarks } from './Citing.tsx'
import { AnchorLink } from './AnchorLink.tsx'
import {
  AnchorsContext,
  anchorsIn,
  HighestHeadingContext,
  highestHeading,
  idOf,
  targetOf,
  type Anchors,
} from './anchors.ts'
import { CodeBlock } from './CodeBlock.tsx'
import { copyFormulas } from './copy-formulas.ts'
import { directionOf } from './direction.ts'
import { Formula } from './Formula.tsx'
import type { FormulaToken } from './formula-tokens.ts'
import { Image, InLink } from './Image.tsx'
import { ImagesContext } from './images-context.ts'
import { countLate, DrawsAllContext, isLate, isMath } from './late-formulas.ts'
import { GrowingText, lex } from './lex.ts'
import { Link } from './Link.tsx'
import { MARK_BEGIN, markedPieces } from './mark-words.ts'
import { MentionsContext } from './Words.tsx'
import { closingOf, isShort } from './tied.ts'
import { pageReader } from './page-reader.ts'
import type { List as ReadList, ListItem } from './reader/lists.ts'

export interface MarkdownProps {
  text: string
  /** The language of its words (BCP 47); by default that of the words around. */
  lang?: string | undefined
  /** More is coming: a caret is at the end. */
  streaming?: boolean
  /** A page, not a message: a single line break is a space. */
  page?: boolean
  /** Draws the images of a page; known ones in their size. Without this they are only named. */
  images?: readonly DocumentImage[] | undefined
  /** The headings of the whole page, of which this is a part: links lead to them. */
  anchors?: Anchors | undefined
  /** The mentioned people. */
  mentions?: readonly Mention[] | undefined
  /** The rendering of [1], [2] … in it; the same object at each render. */
  citations?: CitationMarks | undefined
}

const NOBODY: readonly Mention[] = []

/** Message text in the Markdown subset: emphasis, code, formulas, lists, quotes, tables, links. */
export const Markdown = memo(
  ({
    text,
    lang,
    streaming = false,
    page = false,
    images,
    anchors,
    mentions = NOBODY,
    citations,
  }: MarkdownProps) => {
    const languageAround = useLanguage()
    const tokens = useTokens(text, { streaming, page })
    const { count, drawsAll, drawAll } = useLateFormulas(tokens)
    const targets = useMemo(() => anchors && anchorsIn(tokens, anchors), [tokens, anchors])
    const highest = useMemo(() => anchors?.highest ?? highestHeading(tokens), [tokens, anchors])
    const around = `${mentions.map(({ user_id, name }) => user_id + name).join(' ')} ${citations?.count ?? 0}`
    return (
      <div
        className="lectern-text"
        lang={lang ?? languageAround}
        dir={directionOf(tokens)}
        data-streaming={streaming || undefined}
        data-page={page || undefined}
        onCopy={copyFormulas}
      >
        <MentionsContext.Provider value={mentions}>
          <CitationMarksContext.Provider value={citations}>
            <ImagesContext.Provider value={page ? (images ?? 'in words') : 'as typed'}>
              <DrawsAllContext.Provider value={drawsAll}>
                <AnchorsContext.Provider value={targets}>
                  <HighestHeadingContext.Provider value={highest}>
                    {tokens.map((token, index) => (
                      <Block
                        key={keyOf(token, index, around)}
                        token={token}
                        growing={streaming && index === tokens.length - 1}
                      />
                    ))}
                  </HighestHeadingContext.Provider>
                </AnchorsContext.Provider>
              </DrawsAllContext.Provider>
            </ImagesContext.Provider>
          </CitationMarksContext.Provider>
        </MentionsContext.Provider>
        {count > 0 && !drawsAll && <DrawRest count={count} onDraw={drawAll} />}
      </div>
    )
  },
)

/** Until the reader of pages has loaded, a page is read as a message, which is nearly the same. */
const useTokens = (
  text: string,
  { streaming, page }: { streaming: boolean; page: boolean },
): readonly Token[] => {
  const [growing] = useState(() => new GrowingText())
  const lexPage = useLazy(page ? pageReader : NO_PAGE)
  return useMemo(() => {
    if (page && lexPage) return lexPage(text)
    return streaming ? growing.read(text) : lex(text)
  }, [text, streaming, page, lexPage, growing])
}

const NO_PAGE: typeof pageReader = new Lazy(async () => lex)

/** Texts whose reader wanted all formulas, also when their row comes back. */
const inFull = new WeakSet<readonly Token[]>()

const useLateFormulas = (tokens: readonly Token[]) => {
  const [wanted, setWanted] = useState<readonly Token[]>()
  const drawAll = () => {
    inFull.add(tokens)
    setWanted(tokens)
  }
  return { count: countLate(tokens), drawsAll: wanted === tokens || inFull.has(tokens), drawAll }
}

const DrawRest = ({ count, onDraw }: { count: number; onDraw: () => void }) => (
  <button type="button" className="lectern-link-button" onClick={onDraw}>
    {useLabels().drawRest(count)}
  </button>
)

/**
 * Another text is drawn anew: its words stand beside each other, and a page translator may have replaced them (see
 * scripts/bare-text). Code keeps its place, because it may be long, grow and be scrolled. `around`: what else changes words.
 */
const keyOf = ({ type, raw }: Token, index: number, around: string): string =>
  type === 'code' ? `${index}` : `${index} ${raw} ${around}`

/** Rendered again only when its token changes: finished blocks of a growing text stay. */
const Block = memo(({ token, growing }: { token: Token; growing: boolean }) => block(token, growing))

const each = (tokens: readonly Token[] | undefined, render: (token: Token) => ReactNode): ReactNode =>
  tokens?.map((token, index) => <Fragment key={index}>{render(token)}</Fragment>)

const blocks = (tokens: readonly Token[] | undefined): ReactNode => each(tokens, (token) => block(token))
const inlines = (tokens: readonly Token[] | undefined): ReactNode => tokens?.map(inlineAmong)

/** No line begins with the full stop after a formula. */
const inlineAmong = (token: Token, index: number, all: readonly Token[]): ReactNode => {
  const before = all[index - 1]
  const taken = before && isShort(before) ? closingOf(token).length : 0
  if (taken > 0) return <Fragment key={index}>{words((token as Tokens.Text).text.slice(taken))}</Fragment>
  const closing = isShort(token) ? closingOf(all[index + 1]) : ''
  if (closing === '') return <Fragment key={index}>{inline(token)}</Fragment>
  return (
    <span key={index} className="lectern-kept-together">
      <Formula formula={token as unknown as FormulaToken} late={isLate(token)} />
      <span>{closing}</span>
    </span>
  )
}

const block = (token: Token, growing = false): ReactNode => {
  switch (token.type) {
    case 'space':
    case 'def':
      return token.type === 'def' ? <p>{token.raw}</p> : null
    case 'paragraph':
      return <p dir="auto">{inlines(token.tokens)}</p>
    case 'heading':
      return <HeadingOf heading={token as Tokens.Heading} />
    case 'code':
      return <Code code={token as Tokens.Code} growing={growing} />
    case 'formula':
      return <Formula formula={token as unknown as FormulaToken} late={isLate(token)} />
    case 'blockquote':
      return (
        <MentionsContext.Provider value={NOBODY}>
          <blockquote dir={directionOf(token.tokens ?? [])}>{blocks(token.tokens)}</blockquote>
        </MentionsContext.Provider>
      )
    case 'list':
      return <List list={token as ReadList} />
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
      return token.tokens ? inlines(token.tokens) : words((token as Tokens.Text).text)
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
    case 'formula':
      return <Formula formula={token as unknown as FormulaToken} late={isLate(token)} />
    case 'br':
      return <br />
    case 'link':
      return (
        <MentionsContext.Provider value={NOBODY}>
          <InLink>
            <Target link={token as Tokens.Link}>{inlines(token.tokens)}</Target>
          </InLink>
        </MentionsContext.Provider>
      )
    case 'image':
      return <Image image={token as Tokens.Image}>{words((token as Tokens.Image).text)}</Image>
    default:
      return token.raw
  }
}

/** With search matches marked. */
const words = (text: string): ReactNode => {
  if (!text.includes(MARK_BEGIN)) return <CitingWords text={text} />
  return markedPieces(text).map((piece, index) =>
    piece.marked ? <mark key={index}>{piece.text}</mark> : <CitingWords key={index} text={piece.text} />,
  )
}

const languageOf = ({ lang }: Tokens.Code): string | undefined => /^[\w+#.-]{1,20}/u.exec(lang ?? '')?.[0]

const Code = ({ code, growing }: { code: Tokens.Code; growing: boolean }) => {
  if (!isMath(code)) return <CodeBlock code={code.text} language={languageOf(code)} growing={growing} />
  const formula = { type: 'formula', raw: code.raw, tex: code.text, display: true } as const
  return <Formula formula={formula} late={isLate(code)} />
}

/** Below the title of its place: the highest headings of a text are one level deeper, whatever their marks. */
const HeadingOf = ({ heading }: { heading: Tokens.Heading }) => {
  const anchors = useContext(AnchorsContext)
  const name = anchors?.nameOf(heading)
  const highest = useContext(HighestHeadingContext)
  return (
    <Heading
      as="h2"
      level={2 + heading.depth - highest}
      dir="auto"
      data-depth={heading.depth}
      {...(anchors && name !== undefined && { id: idOf(anchors.prefix, name), tabIndex: -1 })}
    >
      {inlines(heading.tokens)}
    </Heading>
  )
}

/** Within a page, or elsewhere. */
const Target = ({ link, children }: { link: Tokens.Link; children: ReactNode }) => {
  const anchors = useContext(AnchorsContext)
  const name = anchors && targetOf(link.href)
  if (name === undefined) return <Link link={link}>{children}</Link>
  return <AnchorLink name={name}>{children}</AnchorLink>
}

/** The numbers of a message are those typed: "1. May" and "3. May" are two days. */
const List = ({ list }: { list: ReadList }) => {
  const items = list.items.map((item: ListItem, index) => (
    <li key={index} data-task={item.task || undefined} value={item.value}>
      {item.task && <TaskMark done={item.checked ?? false} />}
      {item.loose ? blocks(item.tokens) : each(item.tokens, tight)}
    </li>
  ))
  const dir = directionOf([list])
  if (!list.ordered) return <ul dir={dir}>{items}</ul>
  return (
    <ol dir={dir} start={list.start === '' ? 1 : list.start} data-delimiter={list.delimiter}>
      {items}
    </ol>
  )
}

/** In a tight list the text is not a paragraph. */
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
  <Scrollable label={useLabels().table} className="lectern-table" dir={directionOf([table])}>
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
  </Scrollable>
)

const cells = (row: readonly Tokens.TableCell[], Cell: 'th' | 'td') =>
  row.map((cell, index) => (
    <Cell key={index} data-align={cell.align ?? undefined} dir="auto">
      {inlines(cell.tokens)}
    </Cell>
  ))
