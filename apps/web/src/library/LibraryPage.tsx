import '../styles/library.css'
import { isStaff, type Me } from '@lectern/protocol'
import { useChat, useSnapshot } from '@lectern/react'
import { SearchIcon, Trouble, UploadIcon, useSaid } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { PageHeader } from '../ui/PageHeader.tsx'
import { navigate } from '../navigation.ts'
import { Empty } from '../pages/Empty.tsx'
import { libraryPath, newDocumentPath, type LibraryFilter } from '../routes.ts'
import { useTrouble } from '../ui/report.ts'
import { DocumentItem, FoundPassage } from './DocumentItem.tsx'
import { IntakeList } from './IntakeList.tsx'
import { ListSkeleton } from './ListSkeleton.tsx'
import { IntakePlace } from './IntakePlace.tsx'
import { Places } from './Places.tsx'
import { useIntake } from './use-intake.ts'
import { useLibrary, useSearchText, type Library } from './use-library.ts'

const t = texts.library

export interface LibraryPageProps {
  user: Me
  filter: LibraryFilter
}

/** The library, browsed by place or searched by a question. */
export const LibraryPage = ({ user, filter }: LibraryPageProps) => {
  const staff = isStaff(user.role)
  const { intake } = useChat().documents
  const done = useSnapshot(intake.items).filter(({ status }) => status === 'done').length
  const intakeOf = useIntake(filter, staff)
  const search = (q: string) => navigate(libraryPath({ ...filter, q }), { replace: true })
  const [text, setText] = useSearchText(filter.q ?? '', search)
  return (
    <section className="page library" aria-label={t.title} {...(staff && intakeOf.dropping)}>
      <PageHeader title={t.title}>
        {staff && (
          <div className="library-acts">
            <button type="button" className="button" onClick={intakeOf.choose}>
              <UploadIcon />
              <span>{t.upload}</span>
            </button>
            <button
              type="button"
              className="button button-primary"
              onClick={() => navigate(newDocumentPath(filter))}
            >
              {t.write}
            </button>
            <input {...intakeOf.input} />
          </div>
        )}
      </PageHeader>
      <div className="page-body">
        <div className="library-column">
          <label className="library-search">
            <SearchIcon />
            <span className="visually-hidden">{t.search}</span>
            <input
              type="search"
              className="input"
              value={text}
              maxLength={200}
              placeholder={t.searchHint}
              onChange={(event) => setText(event.target.value)}
            />
          </label>
          {/* Loaded again after each finished file. */}
          <Places key={`places ${done}`} filter={filter} isStaff={staff} />
          {intakeOf.asked && <IntakePlace {...intakeOf.asked} />}
          <IntakeList />
          <Contents key={done} filter={filter} isStaff={staff} onUpload={intakeOf.choose} />
        </div>
      </div>
      {intakeOf.isOver && <p className="drop-hint">{t.dropHere}</p>}
    </section>
  )
}

const Contents = ({
  filter,
  isStaff: staff,
  onUpload,
}: {
  filter: LibraryFilter
  isStaff: boolean
  onUpload(): void
}) => {
  const library = useLibrary(filter)
  const { listed } = library
  switch (listed.status) {
    case 'loading':
      return <ListSkeleton />
    case 'failed':
      return <Trouble title={texts.notLoaded} error={listed.error} onRetry={library.reload} />
    case 'ready': {
      const { documents, passages } = listed.value
      if (passages) return <Found q={filter.q ?? ''} documents={documents} passages={passages} />
      if (documents.length > 0) return <List library={library} />
      const isFiltered = filter.place !== undefined || filter.withdrawn
      return (
        <Empty title={isFiltered ? t.emptyHere : t.empty} detail={staff ? t.emptyStaff : t.emptyStudent}>
          {staff && (
            <button type="button" className="button" onClick={onUpload}>
              {t.upload}
            </button>
          )}
        </Empty>
      )
    }
  }
}

const List = ({ library: { listed, more } }: { library: Library }) => {
  const report = useTrouble()
  if (listed.status !== 'ready') return null
  const { documents, next_cursor } = listed.value
  return (
    <>
      <ul className="document-list">
        {documents.map((document) => (
          <li key={document.id}>
            <DocumentItem document={document} />
          </li>
        ))}
      </ul>
      {next_cursor !== null && (
        <button type="button" className="button" onClick={() => void more().catch(report)}>
          {texts.showMore}
        </button>
      )}
    </>
  )
}

type FoundProps = Required<
  Pick<Extract<Library['listed'], { status: 'ready' }>['value'], 'documents' | 'passages'>
>

const Found = ({ q, documents, passages }: FoundProps & { q: string }) => {
  useSaid(passages.length === 0 ? t.nothing(q) : t.found(passages.length))
  if (passages.length === 0) return <Empty title={t.nothing(q)} detail={t.nothingDetail} />
  return (
    <>
      <p className="meta">{t.found(passages.length)}</p>
      <ul className="found">
        {passages.map((passage) => {
          const document = documents.find(({ id }) => id === passage.document_id)
          return (
            <li key={`${passage.document_id} ${passage.span.start}`}>
              <FoundPassage passage={passage} {...(document && { document })} />
            </li>
          )
        })}
      </ul>
    </>
  )
}
