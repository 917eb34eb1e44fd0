import { useRef, useState } from 'react'
import type { ConversationSummary } from '@lectern/client'
import { MUTED_FOR_EVER } from '@lectern/protocol'
import { useFormats, useLabels } from '../../context/texts-context.ts'
import { isGivenUp, reasonOf } from '../../labels/reason.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Heading } from '../../ui/Heading.tsx'
import { ArchiveIcon, BellIcon, MoreIcon, MuteIcon, PinIcon } from '../../ui/icons.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ConversationMenu, type MenuLayer } from '../conversations/ConversationMenu.tsx'

/** What one set for oneself here, and the menu that changes it. */
export const OwnSection = ({ summary }: { summary: ConversationSummary }) => {
  const labels = useLabels()
  const button = useRef<HTMLButtonElement>(null)
  const [layer, setLayer] = useState<MenuLayer>()
  const [failure, setFailure] = useState<string>()
  const fail = (error: unknown) => {
    if (!isGivenUp(error)) setFailure(labels.notDone(reasonOf(error, labels)))
  }
  const label = labels.own.menu(summary.display_title)
  return (
    <section className="lectern-own" aria-label={labels.own.section}>
      <div className="lectern-section-head">
        <Heading as="h3" level={2}>
          {labels.own.section}
        </Heading>
        <IconButton
          ref={button}
          label={label}
          icon={<MoreIcon size={18} />}
          aria-haspopup="menu"
          aria-expanded={layer !== undefined && layer !== 'leave'}
          onClick={() => {
            setFailure(undefined)
            setLayer(layer ? undefined : 'acts')
          }}
        />
      </div>
      <States summary={summary} />
      {failure !== undefined && <Alert>{failure}</Alert>}
      {layer && (
        <ConversationMenu
          conversationId={summary.id}
          anchor={button}
          layer={layer}
          onLayer={setLayer}
          onFailure={fail}
        />
      )}
    </section>
  )
}

const States = ({ summary }: { summary: ConversationSummary }) => {
  const { own: t, heard } = useLabels()
  const formats = useFormats()
  const { own, muted, archived } = summary
  const until = own?.muted_until
  const mutedText =
    until === undefined || until === MUTED_FOR_EVER ? t.muted : t.mutedUntil(formats.full(Date.parse(until)))
  const states = [
    ...(own?.pinned_at === undefined ? [] : [{ icon: <PinIcon size={16} />, text: t.pinned }]),
    ...(muted ? [{ icon: <MuteIcon size={16} />, text: mutedText }] : []),
    ...(own?.level === undefined
      ? []
      : [{ icon: <BellIcon size={16} />, text: t.levelHere(heard.levels[own.level]) }]),
    ...(archived ? [{ icon: <ArchiveIcon size={16} />, text: t.archived }] : []),
  ]
  if (states.length === 0) return <p className="lectern-quiet">{t.nothing}</p>
  return (
    <ul className="lectern-own-states">
      {states.map(({ icon, text }) => (
        <li key={text}>
          {icon}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  )
}
