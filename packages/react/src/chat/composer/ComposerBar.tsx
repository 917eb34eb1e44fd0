import type { Message } from '@lectern/protocol'
import { useLabels } from '../../context/texts-context.ts'
import { useMe } from '../../hooks/hooks.ts'
import { useMessage } from '../../hooks/use-message.ts'
import { CitedBar } from '../../documents/CitedBar.tsx'
import { useSaid } from '../../hooks/use-said.ts'
import { useWhenBack } from '../../hooks/use-when-back.ts'
import { useSnapshot } from '../../hooks/use-store.ts'
import { CloseIcon, EditIcon, QuestionIcon, ReplyIcon, WarningIcon } from '../../ui/icons.tsx'
import { summarise } from '../../attachments/in-short.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { RoleMark } from '../../ui/RoleMark.tsx'
import { UnsavedEdit } from './UnsavedEdit.tsx'
import type { Composer } from '../../rows/composer.ts'
import { Alert } from '../../ui/Alert.tsx'

/** The message as it is now, not as it was when the reply began. */
const RepliedTo = ({ composer: { handle }, to: read }: { composer: Composer; to: Message }) => {
  const labels = useLabels()
  const to = useMessage(handle, read.id) ?? read
  const me = useMe()
  return (
    <>
      <strong>
        <span>{labels.replyingTo(to.sender, to.sender_id === me?.id)}</span>
        <RoleMark role={to.sender_role} />
      </strong>
      <span>{to.deleted_at ? labels.deleted : summarise(to, labels)}</span>
    </>
  )
}

export interface ComposerBarProps {
  composer: Composer
  /** The ids of its parts begin with it; they describe the field. */
  id: string
}

/** Above the field: the last error, and the reply or edit. */
export const ComposerBar = ({ composer, id }: ComposerBarProps) => {
  const { composing, cancel, view, isHeldByFile, dismiss } = composer
  const labels = useLabels()
  const said = useSnapshot(view.notice)
  useWhenBack(() => view.notice.whenBack())
  const notice = isHeldByFile ? labels.fileFailedFirst : said
  const asking = useSnapshot(view.asking)
  const isEdit = composing.mode === 'edit'
  // With ↑ the field has the focus already: nothing else says that its text is another one.
  useSaid(isEdit && document.activeElement === composer.area.current ? labels.editingMessage : undefined)
  return (
    <>
      {notice && (
        <Alert as="div" className="lectern-notice">
          <WarningIcon size={16} />
          <span id={`${id}-notice`}>{notice}</span>
          <IconButton label={labels.dismiss} icon={<CloseIcon size={16} />} onClick={dismiss} />
        </Alert>
      )}
      <UnsavedEdit composer={composer} />
      {composing.mode !== 'new' && (
        <div className="lectern-composer-bar">
          {composing.mode === 'edit' ? <EditIcon size={16} /> : <ReplyIcon size={16} />}
          <span id={`${id}-mode`} className="lectern-composer-bar-text" dir="auto">
            {composing.mode === 'edit' ? (
              <strong>{labels.editingMessage}</strong>
            ) : (
              <RepliedTo composer={composer} to={composing.to} />
            )}
          </span>
          <IconButton label={labels.cancel} icon={<CloseIcon size={16} />} onClick={cancel} />
        </div>
      )}
      {composing.mode !== 'edit' && <CitedBar citations={view.citations} />}
      {asking && composing.mode !== 'edit' && (
        <div className="lectern-composer-bar lectern-asking">
          <QuestionIcon size={16} />
          <span id={`${id}-asking`} className="lectern-composer-bar-text">
            {labels.asking}
          </span>
          <IconButton
            label={labels.notAsking}
            icon={<CloseIcon size={16} />}
            onClick={() => view.asking.set(undefined)}
          />
        </div>
      )}
    </>
  )
}
