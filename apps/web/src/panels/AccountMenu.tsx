import { Menu } from '@base-ui/react/menu'
import type { Me } from '@lectern/protocol'
import { Avatar, commandKey } from '@lectern/react'
import { BookmarkIcon, CheckIcon, KeyboardIcon, SettingsIcon, SignOutIcon } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { setTheme, THEMES, useTheme, type Theme } from '../theme.ts'
import { ThemeIcon } from '../ui/ThemeIcon.tsx'

const t = texts.account

interface AccountMenuProps {
  user: Me
  onKeys(): void
  onSignOut(): void
}

const ThemeChoice = () => {
  const theme = useTheme()
  return (
    <Menu.RadioGroup value={theme} onValueChange={(value: Theme) => setTheme(value)} aria-label={t.theme}>
      {THEMES.map((value) => (
        <Menu.RadioItem className="menu-item" value={value} key={value}>
          <ThemeIcon theme={value} />
          {texts.themes[value]}
          <Menu.RadioItemIndicator className="menu-check">
            <CheckIcon />
          </Menu.RadioItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}

export const AccountMenu = ({ user, onKeys, onSignOut }: AccountMenuProps) => (
  <Menu.Root>
    <Menu.Trigger className="account-button" aria-label={t.menu(user.name)}>
      <Avatar id={user.id} name={user.name} />
    </Menu.Trigger>
    <Menu.Portal>
      <Menu.Positioner className="float" sideOffset={6} align="end">
        <Menu.Popup className="menu">
          <div className="menu-head">
            <strong>{user.name}</strong>
            <span className="meta">
              {texts.roles[user.role]} · {user.email}
            </span>
          </div>
          <Menu.Item className="menu-item" onClick={() => navigate('/my/saved')}>
            <BookmarkIcon />
            {texts.saved.title}
          </Menu.Item>
          <Menu.Item className="menu-item" onClick={() => navigate('/settings')}>
            <SettingsIcon />
            {t.settings}
          </Menu.Item>
          <Menu.Item className="menu-item" onClick={onKeys}>
            <KeyboardIcon />
            {t.keys}
            <kbd>{commandKey()} /</kbd>
          </Menu.Item>
          <div className="menu-line" />
          <div className="menu-label">{t.theme}</div>
          <ThemeChoice />
          <div className="menu-line" />
          <Menu.Item className="menu-item" onClick={onSignOut}>
            <SignOutIcon />
            {t.signOut}
          </Menu.Item>
        </Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  </Menu.Root>
)
