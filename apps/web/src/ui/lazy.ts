// Parts of the app that the first visit goes without. Each is loaded when it is first needed; the service worker keeps them all.
import { lazyPart, type LazyPart, type LazyPartOptions } from '@lectern/react/ui'
import type { ComponentType } from 'react'
import { OverlayFailed, PageFailed } from './PartFailed.tsx'

type Load<Props> = () => Promise<ComponentType<Props>>

/** A page of the middle column. */
export const lazyPage = <Props extends object>(load: Load<Props>): LazyPart<Props> =>
  lazyPart(load, { Failed: PageFailed })

/** Something that lies over the page or beside it. */
export const lazyOverlay = <Props extends object>(
  load: Load<Props>,
  options: Pick<LazyPartOptions<Props>, 'cancel'> = {},
): LazyPart<Props> => lazyPart(load, { Failed: OverlayFailed, ...options })
