import { isolate } from '@lectern/texts'

/** Facts in a row, with dots between them. None of them turns the others, whatever its script. */
export const dotted = (...facts: readonly (string | false | undefined)[]): string =>
  facts
    .filter((fact) => fact !== undefined && fact !== false && fact !== '')
    .map((fact) => isolate(String(fact)))
    .join(' · ')
