import type { ReactNode } from 'react'
import { BackIcon } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { goBack } from '../navigation.ts'
import { TipButton } from './TipButton.tsx'

interface PageHeaderProps {
  title: string
  /** Where back leads without a history. */
  back?: string
  /** Acts, beside the title or below it. */
  children?: ReactNode
}

/** The head of a page that leads back to where one came from. */
export const PageHeader = ({ title, back = '/', children }: PageHeaderProps) => (
  <header className="page-header">
    <TipButton icon={<BackIcon />} label={texts.back} onClick={() => goBack(back)} />
    <h1 className={children === undefined ? 'page-title' : 'page-title library-title'}>{title}</h1>
    {children}
  </header>
)
