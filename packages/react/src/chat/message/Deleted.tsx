import { placeOf } from '../../cards/places.ts'
import { useChat } from '../../context/chat-context.ts'
import { useLabels } from '../../context/texts-context.ts'
import { useStore } from '../../hooks/use-store.ts'
import { lazyPart } from '../../ui/lazy-part.tsx'

/** Loaded with the first of them. */
export const LazyKeptOfDeleted = lazyPart(
  async () => (await import('../../cards/KeptForms.tsx')).KeptOfDeleted,
)

/** In place of a deleted message. What the reader had typed into its card stays. */
export const Deleted = ({ id }: { id: string }) => {
  const labels = useLabels()
  const { forms } = useChat()
  const hasText = useStore(forms.at(placeOf(id)), (all) => Object.keys(all).length > 0)
  return (
    <>
      <div className="lectern-tombstone">{labels.deleted}</div>
      {hasText && <LazyKeptOfDeleted message_id={id} />}
    </>
  )
}
