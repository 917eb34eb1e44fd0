import { texts } from '../texts/texts.ts'
import { Layer } from '../ui/Layer.tsx'
import { NOTHING, type SignOut } from './sign-out.ts'

const t = texts.account

export const SignOutDialog = ({ unsent, cancel, confirm }: SignOut) => {
  const { messages, changes, drafts, files } = unsent ?? NOTHING
  return (
    <Layer open={unsent !== undefined} onClose={cancel} title={t.signOutTitle}>
      <div className="layer-body">
        {messages + changes > 0 && <p>{t.signOutPending(messages, changes)}</p>}
        {drafts + files > 0 && <p>{t.signOutDrafts(drafts, files)}</p>}
      </div>
      <footer className="layer-footer">
        <button type="button" className="button button-danger" onClick={confirm}>
          {t.signOutAnyway}
        </button>
        <button type="button" className="button button-primary" onClick={cancel}>
          {t.stay}
        </button>
      </footer>
    </Layer>
  )
}
