import { useContext, type ReactNode } from 'react'
import { imageIdOf } from '@lectern/protocol'
import type { Tokens } from 'marked'
import { useLabels } from '../context/texts-context.ts'
import { ImageIcon } from '../ui/icons.tsx'
import { DrawnImage } from './DrawnImage.tsx'
import { ImagesContext } from './images-context.ts'
import { Link } from './Link.tsx'
import { withoutMarks } from './mark-words.ts'

/**
 * An image in Markdown. One from another server is never loaded, because that would reveal the reader. In a
 * message an image of a document is only named: the assistant quotes the text around it.
 */
export const Image = ({ image, children }: { image: Tokens.Image; children: ReactNode }) => {
  const labels = useLabels()
  const shown = useContext(ImagesContext)
  const id = imageIdOf(image.href)
  const alt = withoutMarks(image.text)
  if (shown === 'as typed' && id === undefined) return image.raw
  if (shown === 'as typed' || shown === 'in words')
    return (
      <span className="lectern-image-words">
        <ImageIcon size={16} />
        {alt === '' ? <span>{labels.image}</span> : children}
      </span>
    )
  if (id === undefined) return <Link link={asLink(image, alt)}>{alt === '' ? image.href : children}</Link>
  return <DrawnImage id={id} alt={alt} known={shown.find(({ attachment_id }) => attachment_id === id)} />
}

const asLink = ({ href, raw }: Tokens.Image, alt: string): Tokens.Link => ({
  type: 'link',
  raw,
  href,
  text: alt || href,
  tokens: [],
})

/** A press inside a link follows it, so images there are only named. */
export const InLink = ({ children }: { children: ReactNode }) => {
  const shown = useContext(ImagesContext)
  return (
    <ImagesContext.Provider value={shown === 'as typed' ? shown : 'in words'}>
      {children}
    </ImagesContext.Provider>
  )
}
