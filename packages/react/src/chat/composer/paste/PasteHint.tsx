import { useLabels } from '../../../context/texts-context.ts'
import { CloseIcon } from '../../../ui/icons.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { Composer } from '../../../rows/composer.ts'
import { usePaste, type PasteOffer } from './use-paste.ts'
import { useSaid } from '../../../hooks/use-said.ts'

/** Says what pasted text looks like, and offers to format it. */
export const PasteHint = ({ composer }: { composer: Composer }) => {
  const labels = useLabels()
  const paste = usePaste(composer)
  const words = paste && describeOffer(paste.offer, labels)
  useSaid(words)
  if (!paste) return null
  return (
    <div className="lectern-paste">
      <span>{words}</span>
      <button type="button" className="lectern-link-button" onClick={paste.accept}>
        {paste.offer.kind === 'code' ? labels.formatAsCode : labels.usePlainText}
      </button>
      <IconButton label={labels.dismiss} icon={<CloseIcon size={16} />} onClick={paste.dismiss} />
    </div>
  )
}

const describeOffer = (offer: PasteOffer, labels: ReturnType<typeof useLabels>): string =>
  offer.kind === 'code' ? labels.looksLikeCode(offer.name) : labels.formattingKept
