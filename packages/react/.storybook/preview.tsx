import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '../src/theme.css'
import './page.css'
import type { Decorator, Preview } from '@storybook/react-vite'

const choice = (title: string, icon: string, items: { value: string; title: string }[]) => ({
  description: title,
  toolbar: { title, icon, items, dynamicTitle: true },
})

/** The attributes that an application sets on its root element. */
const onPage: Decorator = (Story, { globals: { theme, direction, language } }) => {
  const page = document.documentElement
  page.classList.add('lectern')
  page.dataset.lecternTheme = theme
  page.dir = direction
  page.lang = language
  return <Story />
}

/**
 * `?audit=contrast` runs axe for contrast only, `?audit=none` not at all: for looks without other differences.
 */
const audit = new URLSearchParams(location.search).get('audit')

const preview: Preview = {
  decorators: [onPage],
  globalTypes: {
    theme: choice('Theme', 'circlehollow', [
      { value: 'light', title: 'Light' },
      { value: 'dark', title: 'Dark' },
    ]),
    direction: choice('Direction', 'transfer', [
      { value: 'ltr', title: 'Left to right' },
      { value: 'rtl', title: 'Right to left' },
    ]),
    language: choice('Language', 'globe', [
      { value: 'en', title: 'English' },
      { value: 'de', title: 'Deutsch' },
    ]),
  },
  initialGlobals: { theme: 'light', direction: 'ltr', language: 'en' },
  parameters: {
    layout: 'fullscreen',
    backgrounds: { disable: true },
    // Passed checks are not reported, and take half of axe's time.
    a11y: {
      test: 'error',
      options: {
        resultTypes: ['violations', 'incomplete'],
        ...(audit === 'contrast' && { runOnly: ['color-contrast'] }),
      },
    },
    viewport: {
      options: {
        phone: { name: 'Phone', styles: { width: '390px', height: '844px' }, type: 'mobile' },
        desktop: { name: 'Desktop', styles: { width: '1440px', height: '900px' }, type: 'desktop' },
      },
    },
  },
}

export default preview
