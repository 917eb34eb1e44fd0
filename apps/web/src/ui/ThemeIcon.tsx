import { DeviceIcon, MoonIcon, SunIcon } from '@lectern/react/ui'
import type { Theme } from '../theme.ts'

export const THEME_ICONS: Readonly<Record<Theme, typeof SunIcon>> = {
  light: SunIcon,
  dark: MoonIcon,
  system: DeviceIcon,
}

export const ThemeIcon = ({ theme }: { theme: Theme }) => {
  const Icon = THEME_ICONS[theme]
  return <Icon />
}
