import { useLabels } from '../../../context/texts-context.ts'
import { CloseIcon } from '../../../ui/icons.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import type { Composer } from '../../../rows/composer.ts'
import { usePaste, type PasteOffer } from './use-paste.ts'

/** Says what pasted text looks like, and offers to format it. */
export const PasteHint = ({ composer }: { composer: Composer }) => {
  const labels = useLabels()
  const paste = usePaste(composer)
  return (
    <div role="status">
      {paste && (
        <div className="lectern-paste">
          <span>{describeOffer(paste.offer, labels)}</span>
          <button type="button" className="lectern-link-button" onClick={paste.accept}>
            {paste.offer.kind === 'code' ? labels.formatAsCode : labels.usePlainText}
          </button>
          <IconButton label={labels.dismiss} icon={<CloseIcon size={16} />} onClick={paste.dismiss} />
        </div>
      )}
    </div>
  )
}

const describeOffer = (offer: PasteOffer, labels: ReturnType<typeof useLabels>): string =>
  offer.kind === 'code' ? labels.looksLikeCode(offer.name) : labels.formattingKept
