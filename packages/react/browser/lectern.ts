// What a page without a build loads: the SDK, the components, and of React what it takes to put them on a page.
import '../src/theme.css'

export * from '@lectern/client'
export * from '../src/index.ts'
export { createElement, Fragment, StrictMode, useEffect, useMemo, useState } from 'react'
export { createRoot } from 'react-dom/client'
