import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import './styles/base.css'
import '@lectern/react/theme.css'
import './styles/layers.css'
import './styles/sign-in.css'
import './styles/shell.css'
import './styles/pages.css'
import './styles/print.css'
import { Chat } from '@lectern/client'
import { keepFocus } from '@lectern/react/ui'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { basePath } from './base-path.ts'
import { applyLanguage, texts } from './texts/texts.ts'
import { keepShell } from './keep-shell.ts'
import { wasSignedIn } from './signed-in-mark.ts'
import { reloadWhenStale } from './stale-page.ts'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { Toasts, ToastsContext } from './ui/toasts.ts'
import { ToastStack } from './ui/ToastStack.tsx'
import { followVisualViewport } from './ui/viewport.ts'

applyLanguage()
followVisualViewport()
keepFocus()

const chat = new Chat({ apiUrl: import.meta.env.VITE_API_URL || location.origin + basePath() })
const isReturning = wasSignedIn()
if (isReturning) void chat.session.restore()

const toasts = new Toasts()
const reload = () => location.reload()
if (import.meta.env.PROD) {
  reloadWhenStale(reload)
  keepShell(chat, () => toasts.offer(texts.newVersion.ready, { label: texts.newVersion.reload, run: reload }))
}

const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root')

createRoot(root).render(
  <StrictMode>
    <ToastsContext value={toasts}>
      <ErrorBoundary scope="app">
        <App chat={chat} isReturning={isReturning} />
      </ErrorBoundary>
      <ToastStack />
    </ToastsContext>
  </StrictMode>,
)
