import { HandIcon } from '@lectern/react/ui'
import { navigate, useRoute } from '../navigation.ts'
import { TipButton } from '../ui/TipButton.tsx'
import { t } from './texts/texts.ts'
import { useInbox } from './use-inbox.ts'

/** How much waits for the staff member; the list is a page of its own. */
export const InboxButton = () => {
  const open = useInbox((state) => state.open) ?? 0
  const route = useRoute()
  return (
    <span className="notice-bell">
      <TipButton
        icon={<HandIcon />}
        label={t.button(open)}
        aria-current={route.page === 'inbox' ? 'page' : undefined}
        onClick={() => navigate('/my/inbox')}
      />
      {open > 0 && (
        <span className="account-count" aria-hidden="true">
          {open > 99 ? '99+' : open}
        </span>
      )}
    </span>
  )
}
