import { useLabels } from '../context/texts-context.ts'
import { ClockIcon } from '../ui/icons.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { lazyPart } from '../ui/lazy-part.tsx'

/** Few people plan in a visit. It has a form, so it stands outside that of the composer. */
export const LazyLaterDialog = lazyPart(async () => (await import('./LaterDialog.tsx')).LaterDialog)

/** Sends what is written later; without a text it shows what waits. */
export const LaterButton = ({ onOpen }: { onOpen: () => void }) => (
  <IconButton
    className="lectern-later"
    label={useLabels().planned.open}
    icon={<ClockIcon />}
    aria-haspopup="dialog"
    onClick={onOpen}
  />
)
