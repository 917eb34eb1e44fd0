import { useEffect, type ReactNode } from 'react'
import { texts } from '../texts/texts.ts'
import { BrandMark } from '../ui/Brand.tsx'

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

/** The page around every question of who somebody is. */
export const SignInFrame = ({ title, children }: { title: string; children: ReactNode }) => {
  useEffect(() => void (document.title = `${title} · ${texts.brand}`), [title])
  return (
    <div className="sign-in">
      <main className="sign-in-main">
        <div className="sign-in-brand">
          <BrandMark />
          <span>{texts.brand}</span>
        </div>
        <h1>{title}</h1>
        {children}
      </main>
      <Scene />
    </div>
  )
}
