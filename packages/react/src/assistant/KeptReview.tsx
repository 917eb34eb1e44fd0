import type { Ask } from '@lectern/protocol'
import { KeptText } from '../ui/KeptText.tsx'
import { useChat } from '../context/chat-context.ts'
import { useLabels } from '../context/texts-context.ts'
import { useSnapshot } from '../hooks/use-store.ts'
import { useRowScope } from '../rows/row-context.ts'
import { reviewPlace } from './shows-draft.ts'

/** The text of a decision about an answer that is decided already. */
export const KeptReview = ({ ask: { invocation_id, review, reviewer } }: { ask: Ask }) => {
  const { assistant, cards } = useLabels()
  const { me } = useRowScope()
  const { forms } = useChat()
  const place = reviewPlace(invocation_id)
  const said = reviewer
    ? assistant.decidedMeanwhile(reviewer.name, review !== 'dismissed', reviewer.user_id === me.id)
    : cards.changedMeanwhile
  return Object.entries(useSnapshot(forms.at(place))).map(([form, typed]) => (
    <KeptText
      key={form}
      said={said}
      words={Object.entries(typed).map(([field, text]) => ({ field, label: field, text }))}
      onDiscard={() => forms.set(place, form, undefined)}
    />
  ))
}
