import type { Theme } from '../theme.ts'
import type { IconName } from './Icon.tsx'

export const THEME_ICONS: Record<Theme, IconName> = { light: 'sun', dark: 'moon', system: 'device' }
