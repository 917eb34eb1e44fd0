import { useNotices } from '@lectern/react'
import { BellIcon } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { navigate, useRoute } from '../navigation.ts'
import { TipButton } from '../ui/TipButton.tsx'

/** How many notices are news; the list is a page of its own. */
export const NoticeBell = () => {
  const open = useNotices((state) => state.open) ?? 0
  const route = useRoute()
  return (
    <span className="notice-bell">
      <TipButton
        icon={<BellIcon />}
        label={texts.notices.bell(open)}
        aria-current={route.page === 'notices' ? 'page' : undefined}
        onClick={() => navigate('/my/notices')}
      />
      {open > 0 && (
        <span className="account-count" aria-hidden="true">
          {open > 99 ? '99+' : open}
        </span>
      )}
    </span>
  )
}
