import { useState } from 'react'
import { useChat } from '../context/chat-context.ts'
import { useFormats, useLabels } from '../context/texts-context.ts'
import { say } from '../core/announcements.ts'
import { Dialog } from '../cards/Dialog.tsx'
import type { Composer } from '../rows/composer.ts'
import { PlanForm } from './PlanForm.tsx'
import { PlannedMessages } from './PlannedMessages.tsx'

export interface LaterDialogProps {
  composer: Composer
  onClose: () => void
}

/** Chooses when the written text is sent, and shows what waits in this conversation. */
export const LaterDialog = ({ composer, onClose }: LaterDialogProps) => {
  const { planned: t } = useLabels()
  const { planned } = useChat()
  const formats = useFormats()
  // One id for all tries: what was stored although its answer was lost is not stored twice.
  const [planned_id] = useState(() => crypto.randomUUID())
  const message = composer.written()
  const [isListed, setListed] = useState(message === undefined)
  return (
    <Dialog title={isListed ? t.here : t.title} onClose={onClose}>
      {() =>
        isListed || !message ? (
          <>
            {composer.canSubmit && !message && <p className="lectern-quiet">{t.noFiles}</p>}
            <PlannedMessages conversationId={composer.handle.id} />
          </>
        ) : (
          <>
            <PlanForm
              submit={t.plan}
              onPlan={async (when) => {
                const { next_at } = await planned.plan(
                  { id: composer.handle.id, planned_id },
                  { message, ...when },
                )
                composer.clear()
                planned.resume()
                say(t.waits(formats.full(Date.parse(next_at))))
                setListed(true)
              }}
            />
            <button type="button" className="lectern-link-button" onClick={() => setListed(true)}>
              {t.here}
            </button>
          </>
        )
      }
    </Dialog>
  )
}
