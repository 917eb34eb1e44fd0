// What staff do with an item besides taking it. Loaded when the first one is opened.
import type { InboxDesk } from '@lectern/client/inbox'
import { LIMITS, type InboxItem, type Me } from '@lectern/protocol'
import { useChat } from '@lectern/react'
import { useState, type FormEvent } from 'react'
import { CannedPicker } from './CannedPicker.tsx'
import { HandOver } from './HandOver.tsx'
import { MergeChoice } from './MergeChoice.tsx'
import { Notes } from './Notes.tsx'
import { snoozeTimes } from './snooze-times.ts'
import { t } from './texts/texts.ts'

export interface ToolProps {
  desk: InboxDesk
  item: InboxItem
  me: Me
  /** Runs it, tells its failure, and says that it is done. */
  act(run: () => Promise<void>, done: string): void
}

const Snooze = ({ desk, item, act }: ToolProps) => {
  const { now } = useChat()
  const [times] = useState(() => snoozeTimes(now()))
  return (
    <div className="waiting-tool" role="group" aria-label={t.snooze}>
      <h3>{t.snooze}</h3>
      <div className="report-acts">
        {times.map(([name, until]) => (
          <button
            key={name}
            type="button"
            className="button"
            onClick={() => act(() => desk.snooze(item, until), t.snoozed)}
          >
            {t.snoozeTimes[name]}
          </button>
        ))}
        {item.snoozed_until !== undefined && (
          <button
            type="button"
            className="button"
            onClick={() => act(() => desk.snooze(item, null), t.woken)}
          >
            {t.wake}
          </button>
        )}
      </div>
    </div>
  )
}

const Tags = ({ desk, item, act }: ToolProps) => {
  const [text, setText] = useState('')
  const { tags } = item
  const isFull = tags.length >= LIMITS.tags_per_item
  const add = (event: FormEvent) => {
    event.preventDefault()
    const tag = text.trim()
    if (tag === '' || isFull) return
    setText('')
    act(() => desk.tag(item, [...new Set([...tags, tag])]), t.tagged(tag))
  }
  return (
    <form className="waiting-tool" aria-label={t.tags} onSubmit={add}>
      <h3>{t.tags}</h3>
      {tags.length > 0 && (
        <ul className="waiting-tags">
          {tags.map((tag) => (
            <li key={tag}>
              <bdi className="waiting-tag">{tag}</bdi>
              <button
                type="button"
                className="button button-quiet"
                aria-label={t.removeTag(tag)}
                onClick={() =>
                  act(
                    () =>
                      desk.tag(
                        item,
                        tags.filter((each) => each !== tag),
                      ),
                    t.untagged(tag),
                  )
                }
              >
                {t.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="waiting-line">
        <input
          className="input"
          aria-label={t.newTag}
          value={text}
          maxLength={LIMITS.inbox_tag_chars}
          disabled={isFull}
          onChange={({ target }) => setText(target.value)}
        />
        <button className="button" aria-disabled={isFull || text.trim() === ''}>
          {t.addTag}
        </button>
      </div>
      {isFull && <p className="field-hint">{t.fullTags(LIMITS.tags_per_item)}</p>}
    </form>
  )
}

export const InboxTools = (props: ToolProps) => {
  const { kind, snoozed_until } = props.item
  return (
    <div className="waiting-tools">
      <CannedPicker {...props} />
      <Snooze key={snoozed_until} {...props} />
      {kind !== 'tutoring' && <HandOver {...props} />}
      {kind === 'question' && <MergeChoice {...props} />}
      <Tags {...props} />
      <Notes {...props} />
    </div>
  )
}
