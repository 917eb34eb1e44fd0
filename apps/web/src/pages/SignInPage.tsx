import type { Session } from '@lectern/client'
import { useEffect } from 'react'
import { texts } from '../texts/texts.ts'
import { BrandMark } from '../ui/Brand.tsx'
import { SignInForm } from './SignInForm.tsx'

const t = texts.signIn

/** A small conversation in the style of the app; shows at a glance what it is for. */
const Scene = () => (
  <aside className="scene" aria-hidden="true">
    <div className="scene-talk">
      <p className="scene-bubble">{t.sceneAsk}</p>
      <p className="scene-bubble scene-own">{t.sceneAnswer}</p>
      <p className="scene-bubble">{t.sceneReply}</p>
    </div>
    <p className="scene-caption">{t.sceneCaption}</p>
  </aside>
)

export const SignInPage = ({ session }: { session: Session }) => {
  useEffect(() => void (document.title = `${t.title} · ${texts.brand}`), [])
  return (
    <div className="sign-in">
      <main className="sign-in-main">
        <div className="sign-in-brand">
          <BrandMark />
          <span>{texts.brand}</span>
        </div>
        <h1>{t.title}</h1>
        <p className="sign-in-subtitle">{t.subtitle}</p>
        <SignInForm session={session} />
        <p className="meta">{t.forgotten}</p>
      </main>
      <Scene />
    </div>
  )
}
