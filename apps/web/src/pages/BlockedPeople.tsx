import type { Block } from '@lectern/protocol'
import { isolate } from '@lectern/texts'
import { Avatar, RoleBadge, useBlocks, useChat } from '@lectern/react'
import { nameTags, NameTag } from '@lectern/react/ui'
import { formatMoment, texts } from '../texts/texts.ts'
import { useTrouble } from '../ui/report.ts'

const t = texts.settings

const BlockedPerson = ({ block: { user, blocked_at }, tag }: { block: Block; tag: string | undefined }) => {
  const { blocks } = useChat()
  const report = useTrouble()
  return (
    <li className="device">
      <Avatar id={user.id} name={user.name} role={user.role} />
      <div className="device-text">
        <strong>
          <bdi>{user.name}</bdi> <NameTag tag={tag} /> <RoleBadge role={user.role} />
        </strong>
        <span className="meta">{t.blockedSince(formatMoment(blocked_at))}</span>
      </div>
      <button
        type="button"
        className="button"
        aria-label={t.unblockOf([isolate(user.name), tag].filter(Boolean).join(' '))}
        onClick={() => void blocks.unblock(user.id).catch(report)}
      >
        {t.unblock}
      </button>
    </li>
  )
}

/** The people whom the user blocked, each with the way back. */
export const BlockedPeople = () => {
  const blocks = useBlocks((state) => state.blocks)
  const tags = nameTags(blocks.map(({ user }) => user))
  return (
    <section className="page-section">
      <h2>{t.blocked}</h2>
      <p className="field-hint">{blocks.length === 0 ? t.nobodyBlocked : t.blockedHint}</p>
      {blocks.length > 0 && (
        <ul className="devices">
          {blocks.map((block) => (
            <BlockedPerson key={block.user.id} block={block} tag={tags.get(block.user.id)} />
          ))}
        </ul>
      )}
    </section>
  )
}
