// The items of the account menu. A separate file, because its library loads when the menu first opens.
import { Menu } from '@base-ui/react/menu'
import { commandKey, useBackCloses } from '@lectern/react'
import { isStaff } from '@lectern/protocol'
import {
  BookmarkIcon,
  ClockIcon,
  CheckIcon,
  FlagIcon,
  isTouch,
  KeyboardIcon,
  SettingsIcon,
  SignOutIcon,
} from '@lectern/react/ui'
import { useEffect, useRef, type RefObject } from 'react'
import { texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { setTheme, THEMES, useTheme, type Theme } from '../theme.ts'
import { ThemeIcon } from '../ui/ThemeIcon.tsx'
import type { AccountMenuProps } from './AccountMenu.tsx'

const t = texts.account

export interface AccountItemsProps extends AccountMenuProps {
  anchor: RefObject<HTMLButtonElement | null>
  /** Closed, opened by a pointer, or opened by a key, which focuses the first item. */
  opened: 'no' | 'by_pointer' | 'by_key'
  onClose(): void
  /** Reports to deal with. */
  waiting: number
}

const ThemeChoice = () => {
  const theme = useTheme()
  return (
    <Menu.RadioGroup value={theme} onValueChange={(value: Theme) => setTheme(value)} aria-label={t.theme}>
      {THEMES.map((value) => (
        <Menu.RadioItem className="menu-item" value={value} key={value}>
          <ThemeIcon theme={value} />
          <span>{texts.themes[value]}</span>
          <Menu.RadioItemIndicator className="menu-check">
            <CheckIcon />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

export const AccountItems = ({
  user,
  anchor,
  opened,
  waiting,
  onClose,
  onKeys,
  onSignOut,
}: AccountItemsProps) => {
  const first = useRef<HTMLDivElement>(null)
  useBackCloses(onClose, opened !== 'no' && isTouch())
  useEffect(() => {
    if (opened === 'by_key') first.current?.focus()
  }, [opened])
  return (
    <Menu.Root open={opened !== 'no'} onOpenChange={(next) => !next && onClose()}>
      <Menu.Portal>
        <Menu.Positioner className="float" anchor={anchor} sideOffset={6} align="end">
          <Menu.Popup className="menu" finalFocus={anchor}>
            <div className="menu-head">
              <strong dir="auto">{user.name}</strong>
              <span className="meta">{`${texts.roles[user.role]} · ${user.email}`}</span>
            </div>
            <Menu.Item ref={first} className="menu-item" onClick={() => navigate('/my/saved')}>
              <BookmarkIcon />
              <span>{texts.saved.title}</span>
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => navigate('/my/planned')}>
              <ClockIcon />
              <span>{texts.planned.title}</span>
            </Menu.Item>
            {isStaff(user.role) && (
              <Menu.Item className="menu-item" onClick={() => navigate('/my/reports')}>
                <FlagIcon />
                <span>{texts.reports.title}</span>
                {waiting > 0 && <span className="menu-count">{waiting}</span>}
              </Menu.Item>
            )}
            <Menu.Item className="menu-item" onClick={() => navigate('/settings')}>
              <SettingsIcon />
              <span>{t.settings}</span>
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={onKeys}>
              <KeyboardIcon />
              <span>{t.keys}</span>
              <kbd>{`${commandKey()} /`}</kbd>
            </Menu.Item>
            <div className="menu-line" />
            <div className="menu-label">{t.theme}</div>
            <ThemeChoice />
            <div className="menu-line" />
            <Menu.Item className="menu-item" onClick={onSignOut}>
              <SignOutIcon />
              <span>{t.signOut}</span>
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
