import { useLabels } from '../../context/texts-context.ts'
import { useConversation, useTimeline } from '../../hooks/hooks.ts'
import { isStaff } from '@lectern/protocol'
import { Avatar } from '../../ui/Avatar.tsx'
import { useRowScope } from '../../rows/row-context.ts'
import { Heading } from '../../ui/Heading.tsx'

const FACES = 5

/** The people and the purpose of the conversation; with first messages to choose from while it is empty. */
export const Beginning = () => {
  const labels = useLabels()
  const { handle, me, direct, view } = useRowScope()
  const summary = useConversation(handle.id)
  const empty = useTimeline(handle.id, ({ rows }) => rows.length === 0)
  if (!summary) return null
  const others = summary.members.filter(({ user_id }) => user_id !== me.id).slice(0, FACES)
  if (!empty) return <p className="lectern-beginning-line">{labels.beginning}</p>
  const starters = isStaff(me.role) ? labels.starters.staff : labels.starters.student
  const start = (text: string) => {
    handle.setDraft(text)
    view.compose({ mode: 'new' })
  }
  const title = summary.display_title
  return (
    <div className="lectern-beginning">
      <div className="lectern-faces">
        {others.map(({ user_id, name, role }) => (
          <Avatar key={user_id} id={user_id} name={name} role={role} size="large" />
        ))}
      </div>
      <Heading as="h2" dir="auto">
        {direct ? labels.emptyDirect(title) : labels.emptyGroup(title)}
      </Heading>
      <p>{direct ? labels.emptyDirectWhy : labels.emptyGroupWhy}</p>
      <p className="lectern-starters-heading">{labels.startersHeading}</p>
      <div className="lectern-starters">
        {starters.map((text) => (
          <button key={text} type="button" className="lectern-starter" onClick={() => start(text)}>
            {`${text.replace(/[\s:]+$/u, '')}…`}
          </button>
        ))}
      </div>
    </div>
  )
}
