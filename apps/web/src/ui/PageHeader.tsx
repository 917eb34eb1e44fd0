import { BackIcon } from '@lectern/react/ui'
import { texts } from '../texts/texts.ts'
import { goBack } from '../navigation.ts'
import { TipButton } from './TipButton.tsx'

/** The head of a page that leads back to the conversations. */
export const PageHeader = ({ title }: { title: string }) => (
  <header className="page-header">
    <TipButton icon={<BackIcon />} label={texts.back} onClick={() => goBack('/')} />
    <h1 className="page-title">{title}</h1>
  </header>
)
