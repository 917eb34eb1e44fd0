import type { ReactNode } from 'react'
import { useLabels } from '../../context/texts-context.ts'
import {
  BoldIcon,
  CodeIcon,
  ItalicIcon,
  LinkIcon,
  ListIcon,
  NumbersIcon,
  QuoteIcon,
  StrikeIcon,
} from '../../ui/icons.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { stepFocus } from '../../ui/step-focus.ts'
import type { Composer } from '../../rows/composer.ts'
import { readSelection } from '../../ui/edit-text.ts'
import { applyFormat, FORMATS, type Format } from './writing/format.ts'

const ICONS: Record<Format, ReactNode> = {
  bold: <BoldIcon size={18} />,
  italic: <ItalicIcon size={18} />,
  strike: <StrikeIcon size={18} />,
  code: <CodeIcon size={18} />,
  link: <LinkIcon size={18} />,
  list: <ListIcon size={18} />,
  numbers: <NumbersIcon size={18} />,
  quote: <QuoteIcon size={18} />,
}

/** Format buttons for the selection. One stop for Tab, arrows within. */
export const FormatBar = ({ area, edit }: Composer) => {
  const labels = useLabels()
  return (
    <div
      className="lectern-format-bar"
      role="toolbar"
      aria-label={labels.formatting}
      onKeyDown={(event) => stepFocus(event, 'button')}
    >
      {FORMATS.map((format, index) => (
        <IconButton
          key={format}
          label={labels.formats[format]}
          icon={ICONS[format]}
          tabIndex={index === 0 ? 0 : -1}
          onClick={() => area.current && edit(applyFormat(format, readSelection(area.current)))}
        />
      ))}
    </div>
  )
}
