import { isStaff } from '@lectern/protocol'
import { useLabels } from '../context/texts-context.ts'
import { useMe } from '../hooks/hooks.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import type { Composer } from '../rows/composer.ts'
import { QuestionIcon } from '../ui/icons.tsx'

/** Ends as a question does, in any script. */
const ASKS = /[?？؟⁇](?:["'”’)\]]*)\s*$/u

/**
 * Whether the text is a question, which its author decides: a text that ends like a question only makes the
 * button stand out, and only for students.
 */
export const AskToggle = ({ composer: { view, composing, text } }: { composer: Composer }) => {
  const labels = useLabels()
  const me = useMe()
  const asking = useSnapshot(view.asking) === true
  const suggested = !asking && me !== undefined && !isStaff(me.role) && ASKS.test(text)
  if (composing.mode === 'edit' || view.thread_id !== undefined) return null
  return (
    <button
      type="button"
      className="lectern-ask"
      aria-pressed={asking}
      aria-label={labels.askAsQuestion}
      title={labels.askAsQuestion}
      data-suggested={suggested || undefined}
      onClick={() => view.asking.set(asking ? undefined : true)}
    >
      <QuestionIcon size={20} />
      {suggested && <span>{labels.askAsQuestion}</span>}
    </button>
  )
}
