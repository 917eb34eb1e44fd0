/** For comparing what was typed with what there is, whatever the accents and the case. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()
