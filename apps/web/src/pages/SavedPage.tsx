import { SavedMessages } from '@lectern/react'
import { texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'
import { PageHeader } from '../ui/PageHeader.tsx'

/** The user's saved messages; choosing one goes to its place. */
export const SavedPage = () => (
  <div className="page">
    <PageHeader title={texts.saved.title} />
    <div className="page-body">
      <SavedMessages
        onOpen={(conversation_id, message_id) => navigate(conversationPath(conversation_id, message_id))}
      />
    </div>
  </div>
)
