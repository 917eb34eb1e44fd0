import type { Me } from '@lectern/protocol'
import { Avatar, useChat, useSnapshot } from '@lectern/react'
import { useRef, useState, type MouseEvent } from 'react'
import { lazyOverlay } from '../ui/lazy.ts'
import { texts } from '../texts/texts.ts'
import type { AccountItemsProps } from './AccountItems.tsx'
import { WaitingReports } from './WaitingReports.tsx'

const AccountItems = lazyOverlay(async () => (await import('./AccountItems.tsx')).AccountItems, {
  cancel: ({ opened, onClose }) => (opened === 'no' ? undefined : onClose),
})

export interface AccountMenuProps {
  user: Me
  onKeys(): void
  onSignOut(): void
}

/** A click without a pointer comes from a key. */
const openedBy = ({ detail }: MouseEvent): AccountItemsProps['opened'] =>
  detail === 0 ? 'by_key' : 'by_pointer'

export const AccountMenu = (props: AccountMenuProps) => {
  const { id, name } = props.user
  const anchor = useRef<HTMLButtonElement>(null)
  const [opened, setOpened] = useState<AccountItemsProps['opened']>()
  const waiting = useSnapshot(useChat().reports.open)
  const isOpen = opened !== undefined && opened !== 'no'
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="account-button"
        aria-label={
          waiting > 0
            ? texts.account.menuWaiting(name, texts.reports.waiting(waiting))
            : texts.account.menu(name)
        }
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={(event) => setOpened(isOpen ? 'no' : openedBy(event))}
      >
        <Avatar id={id} name={name} />
        {waiting > 0 && (
          <span className="account-count" aria-hidden="true">
            {waiting > 99 ? '99+' : waiting}
          </span>
        )}
      </button>
      <WaitingReports count={waiting} />
      {opened !== undefined && (
        <AccountItems
          {...props}
          waiting={waiting}
          anchor={anchor}
          opened={opened}
          onClose={() => setOpened('no')}
        />
      )}
    </>
  )
}
