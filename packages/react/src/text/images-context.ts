import { createContext } from 'react'
import type { DocumentImage } from '@lectern/protocol'

/**
 * How images in Markdown are shown: messages and passages name them, documents draw them, these with known
 * sizes.
 */
export type ImagesShown = 'as typed' | 'in words' | readonly DocumentImage[]

export const ImagesContext = createContext<ImagesShown>('as typed')
