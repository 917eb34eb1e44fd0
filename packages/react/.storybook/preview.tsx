import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '../src/theme.css'
import './page.css'
import type { Decorator, Preview } from '@storybook/react-vite'

const choice = (title: string, icon: string, items: { value: string; title: string }[]) => ({
  description: title,
  toolbar: { title, icon, items, dynamicTitle: true },
})

/** What an application says once, on its root element. */
const onPage: Decorator = (Story, { globals: { theme, direction, language } }) => {
  const page = document.documentElement
  page.classList.add('lectern')
  page.dataset.lecternTheme = theme
  page.dir = direction
  page.lang = language
  return <Story />
}

/** `?audit=contrast` asks axe for contrast only, `?audit=none` for nothing: for looks that differ in nothing else. */
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
    // What passes is of no use to anybody here, and takes axe half its time.
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
