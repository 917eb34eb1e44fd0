import { SavedMessages } from '@lectern/react'
import { BackIcon } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { goBack, navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'
import { TipButton } from '../ui/TipButton.tsx'

/** The user's saved messages; choosing one goes to its place. */
export const SavedPage = () => (
  <div className="page">
    <header className="page-header">
      <TipButton icon={<BackIcon />} label={texts.back} onClick={() => goBack('/')} />
      <h1 className="page-title">{texts.saved.title}</h1>
    </header>
    <div className="page-body">
      <SavedMessages
        onOpen={(conversation_id, message_id) => navigate(conversationPath(conversation_id, message_id))}
      />
    </div>
  </div>
)
