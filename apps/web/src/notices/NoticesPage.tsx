import { NoticeList } from '@lectern/react'
import { texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { conversationPath } from '../routes.ts'
import { PageHeader } from '../ui/PageHeader.tsx'

/** What concerned the user; choosing a notice goes to its message. */
export const NoticesPage = () => (
  <div className="page">
    <PageHeader title={texts.notices.title}>
      <button type="button" className="button button-quiet" onClick={() => navigate('/settings')}>
        {texts.notices.choose}
      </button>
    </PageHeader>
    <div className="page-body">
      <NoticeList
        onOpen={(conversation_id, message_id) => navigate(conversationPath(conversation_id, message_id))}
      />
    </div>
  </div>
)
