import type { Collection } from '@lectern/protocol'
import { useChat, useConversations, useLoad } from '@lectern/react'
import { useCallback } from 'react'
import { texts } from '../texts/texts.ts'
import { libraryPath, type LibraryFilter } from '../routes.ts'
import { Link } from '../ui/Link.tsx'

const t = texts.library

interface PlacesProps {
  filter: LibraryFilter
  isStaff: boolean
}

const SCHOOL = 'school'
const placeOf = ({ conversation_id = SCHOOL }: Collection): string => conversation_id

/** The places of documents, and the collections of the chosen place. */
export const Places = ({ filter, isStaff }: PlacesProps) => {
  const { documents } = useChat()
  const [loaded] = useLoad(useCallback(() => documents.collections(), [documents]))
  // On a failure the list below shows the error.
  const collections = loaded.status === 'ready' ? loaded.value : []
  const { q, place, collection, withdrawn } = filter
  const conversations = useConversations((state) => state.items)
  const nameOf = (id: string) =>
    id === SCHOOL
      ? t.school
      : (conversations.find((each) => each.id === id)?.display_title ??
        collections.find((each) => each.conversation_id === id)?.conversation_title ??
        t.conversation)
  const places = [...new Set([...collections.map(placeOf), ...(place === undefined ? [] : [place])])]
  const names = collections.flatMap((each) =>
    placeOf(each) === place && each.name !== undefined ? [each.name] : [],
  )
  const search = q === undefined ? {} : { q }
  return (
    <nav className="places" aria-label={t.places}>
      <ul>
        <Choice to={search} isChosen={place === undefined && !withdrawn}>
          {t.everything}
        </Choice>
        {places.map((id) => (
          <Choice key={id} to={{ ...search, place: id }} isChosen={place === id && !withdrawn}>
            {nameOf(id)}
          </Choice>
        ))}
        {isStaff && (
          <Choice to={{ ...search, withdrawn: true }} isChosen={withdrawn === true}>
            {t.withdrawn}
          </Choice>
        )}
      </ul>
      {place !== undefined && names.length > 0 && (
        <ul className="places-inside">
          <Choice to={{ ...search, place }} isChosen={collection === undefined}>
            {t.allCollections}
          </Choice>
          {names.map((name) => (
            <Choice key={name} to={{ ...search, place, collection: name }} isChosen={collection === name}>
              {name}
            </Choice>
          ))}
        </ul>
      )}
    </nav>
  )
}

interface ChoiceProps {
  to: LibraryFilter
  isChosen: boolean
  children: string
}

const Choice = ({ to, isChosen, children }: ChoiceProps) => (
  <li>
    <Link className="place" href={libraryPath(to)} aria-current={isChosen ? 'page' : undefined} dir="auto">
      {children}
    </Link>
  </li>
)
