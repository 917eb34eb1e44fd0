import {
  BookIcon,
  BookmarkIcon,
  ClockIcon,
  DetailsIcon,
  KeyboardIcon,
  PanelIcon,
  PlusIcon,
  SearchIcon,
  SettingsIcon,
  SignOutIcon,
} from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { navigate } from '../navigation.ts'
import { usePreferences } from '../preferences.ts'
import { libraryPath, searchPath } from '../routes.ts'
import { setTheme, THEMES } from '../theme.ts'
import { THEME_ICONS } from '../ui/ThemeIcon.tsx'
import type { Command } from './Switcher.tsx'

const t = texts.switcher

interface CommandActs {
  onCompose(): void
  onKeys(): void
  onDetails(): void
  onSignOut(): void
}

/** Commands by name, available everywhere. */
export const useCommands = ({ onCompose, onKeys, onDetails, onSignOut }: CommandActs): readonly Command[] => {
  const { preferences, prefer } = usePreferences()
  return [
    { title: t.commandNew, icon: PlusIcon, run: onCompose },
    { title: texts.search.title, icon: SearchIcon, run: () => navigate(searchPath({ q: '' })) },
    { title: t.commandLibrary, icon: BookIcon, run: () => navigate(libraryPath()) },
    { title: texts.saved.title, icon: BookmarkIcon, run: () => navigate('/my/saved') },
    { title: texts.planned.title, icon: ClockIcon, run: () => navigate('/my/planned') },
    { title: t.commandSettings, icon: SettingsIcon, run: () => navigate('/settings') },
    { title: t.commandDetails, icon: DetailsIcon, run: onDetails },
    { title: t.commandList, icon: PanelIcon, run: () => prefer({ left_folded: !preferences.left_folded }) },
    { title: t.commandKeys, icon: KeyboardIcon, run: onKeys },
    ...THEMES.map((theme) => ({
      title: t.commandTheme(texts.themes[theme]),
      icon: THEME_ICONS[theme],
      run: () => setTheme(theme),
    })),
    { title: t.commandSignOut, icon: SignOutIcon, run: onSignOut },
  ]
}
