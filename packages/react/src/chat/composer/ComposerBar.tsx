import { useLabels } from '../../context/texts-context.ts'
import { CitedBar } from '../../documents/CitedBar.tsx'
import { useSnapshot } from '../../hooks/use-store.ts'
import { CloseIcon, EditIcon, QuestionIcon, ReplyIcon, WarningIcon } from '../../ui/icons.tsx'
import { summarise } from '../../attachments/in-short.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { RoleMark } from '../../ui/RoleMark.tsx'
import { UnsavedEdit } from './UnsavedEdit.tsx'
import type { Composer } from '../../rows/composer.ts'

/** Above the field: the last error, and the reply or edit. */
export const ComposerBar = ({ composer, noticeId }: { composer: Composer; noticeId: string }) => {
  const { composing, cancel, view, isHeldByFile, dismiss } = composer
  const labels = useLabels()
  const said = useSnapshot(view.notice)
  const notice = isHeldByFile ? labels.fileFailedFirst : said
  const asking = useSnapshot(view.asking)
  return (
    <>
      {notice && (
        <div className="lectern-notice" role="alert">
          <WarningIcon size={16} />
          <span id={noticeId}>{notice}</span>
          <IconButton label={labels.dismiss} icon={<CloseIcon size={16} />} onClick={dismiss} />
        </div>
      )}
      <UnsavedEdit composer={composer} />
      {composing.mode !== 'new' && (
        <div className="lectern-composer-bar">
          {composing.mode === 'edit' ? <EditIcon size={16} /> : <ReplyIcon size={16} />}
          <span className="lectern-composer-bar-text" dir="auto">
            <strong>
              <span>
                {composing.mode === 'edit' ? labels.editingMessage : labels.replyingTo(composing.to.sender)}
              </span>
              {composing.mode === 'reply' && <RoleMark role={composing.to.sender_role} />}
            </strong>
            {composing.mode === 'reply' && <span>{summarise(composing.to, labels)}</span>}
          </span>
          <IconButton label={labels.cancel} icon={<CloseIcon size={16} />} onClick={cancel} />
        </div>
      )}
      {composing.mode !== 'edit' && <CitedBar citations={view.citations} />}
      {asking && composing.mode !== 'edit' && (
        <div className="lectern-composer-bar lectern-asking">
          <QuestionIcon size={16} />
          <span className="lectern-composer-bar-text">{labels.asking}</span>
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
