import type { PaperName } from '../../../store/papers/pdfSheet.ts'

/** Where Letter is the paper; A4 is everywhere else. */
const letterPlaces = /-(US|CA|MX|PH|CL|CO|VE|GT|CR|PA)\b/

export const usualPaper = (): PaperName => (letterPlaces.test(navigator.language) ? 'letter' : 'a4')
