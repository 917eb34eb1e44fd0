export { en as components } from '@lectern/react/texts/en'
export { en as app } from './en.ts'
