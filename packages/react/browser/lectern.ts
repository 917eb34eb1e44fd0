// The module of a page without a build: the SDK, the components, and the functions of React that a page needs.
import '../src/theme.css'

export * from '@lectern/client'
export * from '../src/index.ts'
export { createElement, Fragment, StrictMode, useEffect, useMemo, useState } from 'react'
export { createRoot } from 'react-dom/client'
