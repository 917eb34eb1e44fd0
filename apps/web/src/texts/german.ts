export { de as components } from '@lectern/react/texts/de'
export { de as app } from './de.ts'
