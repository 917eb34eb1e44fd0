import { isStaff, type Me } from '@lectern/protocol'
import { addressOf } from '../base-path.ts'
import { ConversationList, type ListSection } from '@lectern/react'
import { BookIcon, PanelIcon, PlusIcon, SearchIcon } from '@lectern/react/ui'
import { memo } from 'react'
import { labels, texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { PANELS, usePreferences } from '../preferences.ts'
import { conversationPath, libraryPath } from '../routes.ts'
import { BrandMark } from '../ui/Brand.tsx'
import { TipButton } from '../ui/TipButton.tsx'
import { Link } from '../ui/Link.tsx'
import { useWidth } from '../ui/media.ts'
import { InboxButton } from '../inbox/lazy-inbox.ts'
import { NoticeBell } from '../notices/NoticeBell.tsx'
import { AccountMenu } from './AccountMenu.tsx'
import { Resizer } from './Resizer.tsx'

const t = texts.shell

interface HeadProps {
  user: Me
  isWide: boolean
  isRail: boolean
  /** The same functions at each render. */
  onCompose: () => void
  onKeys: () => void
  onSignOut: () => void
  /** Opens the finder with what was typed. */
  onFind: (typed: string) => void
}

interface LeftPanelProps extends Omit<HeadProps, 'isWide' | 'isRail'> {
  conversation_id: string | undefined
}

/** The list of conversations and its header. */
export const LeftPanel = ({ conversation_id, ...head }: LeftPanelProps) => {
  const { preferences, prefer } = usePreferences()
  const width = useWidth()
  const isWide = width === 'wide'
  const isRail = isWide && preferences.left_folded
  const fold = (section: ListSection, folded: boolean) =>
    prefer({
      folded_sections: [
        ...preferences.folded_sections.filter((each) => each !== section),
        ...(folded ? [section] : []),
      ],
    })
  // On a phone the list is a page of its own.
  const Title = width === 'narrow' ? 'h1' : 'h2'
  return (
    <section className="left" data-rail={isRail} aria-label={texts.brand}>
      <Title className="visually-hidden">{labels.conversations}</Title>
      <Head {...head} isWide={isWide} isRail={isRail} />
      <ConversationList
        selectedId={conversation_id}
        compact={isRail}
        folded={preferences.folded_sections}
        onFold={fold}
        hrefOf={(id) => addressOf(conversationPath(id))}
        onSelect={(id) => navigate(conversationPath(id))}
        onFind={head.onFind}
        // Beside it, the start page has this button.
        onStart={width === 'narrow' ? head.onCompose : undefined}
      />
      {isWide && !isRail && (
        <Resizer
          label={t.resizeList}
          panel="start"
          width={preferences.left_width}
          limits={PANELS.left}
          onResize={(left_width) => prefer({ left_width })}
        />
      )}
    </section>
  )
}

/** Does not render again when another conversation is opened. */
const Head = memo(({ user, isWide, isRail, onCompose, onKeys, onSignOut, onFind }: HeadProps) => {
  const { prefer } = usePreferences()
  return (
    <header className="panel-header">
      <Link className="panel-brand" href="/" aria-label={t.home}>
        <BrandMark />
        <span>{texts.brand}</span>
      </Link>
      {isWide && (
        <TipButton
          icon={<PanelIcon />}
          label={isRail ? t.unfoldList : t.foldList}
          aria-expanded={!isRail}
          onClick={() => prefer({ left_folded: !isRail })}
        />
      )}
      {isStaff(user.role) && <InboxButton />}
      <NoticeBell />
      <TipButton icon={<SearchIcon />} label={texts.switcher.title} onClick={() => onFind('')} />
      <TipButton icon={<BookIcon />} label={texts.library.title} onClick={() => navigate(libraryPath())} />
      <TipButton icon={<PlusIcon />} label={texts.list.compose} onClick={onCompose} />
      <AccountMenu user={user} onKeys={onKeys} onSignOut={onSignOut} />
    </header>
  )
})
