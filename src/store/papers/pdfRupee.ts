import { PDFName, type PDFDocument, type PDFPage, type PDFRef } from '@cantoo/pdf-lib'

/** The rupee sign, which the PDF's own fonts lack, as a font of two letters: drawn by hand, and read out as the sign it is. */

export const RUPEE = '₹'
/** As wide as a figure of Helvetica, 1/1000 of the size. */
const WIDTH = 556
const CODES = { plain: '01', strong: '02' } as const
const STROKE = { plain: 68, strong: 104 } as const

export const rupeeWidth = (sizePt: number): number => (WIDTH / 1000) * sizePt

/** Two bars as high as a capital, the bowl between them, and the leg; in strokes of one weight. */
const shapeOf = (weight: number): string => {
  const top = 718 - weight / 2
  return [
    `${WIDTH} 0 0 -20 ${WIDTH} 740 d1`,
    `${weight} w 0 J 0 j`,
    `56 ${top} m 500 ${top} l S`,
    `56 ${top - 144} m 500 ${top - 144} l S`,
    `56 ${top} m 176 ${top} l 300 ${top} 348 ${top - 70} 348 ${top - 150} c`,
    `348 ${top - 250} 270 ${top - 322} 150 ${top - 322} c 76 ${top - 322} l S`,
    `130 ${top - 310} m 412 0 l S`,
  ].join('\n')
}

/** What a reader copies: U+20B9 for both. */
const TO_UNICODE = `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Rupee def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange
2 beginbfchar
<01> <20B9>
<02> <20B9>
endbfchar
endcmap
CMapName currentdict /CMap defineresource pop
end
end`

const fonts = new WeakMap<PDFDocument, PDFRef>()

function fontOf(pdf: PDFDocument): PDFRef {
  const known = fonts.get(pdf)
  if (known) return known
  const { context } = pdf
  const stream = (text: string): PDFRef => context.register(context.stream(text))
  const font = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'Type3',
      FontBBox: [0, -20, WIDTH, 740],
      FontMatrix: [0.001, 0, 0, 0.001, 0, 0],
      CharProcs: { rupee: stream(shapeOf(STROKE.plain)), rupeeStrong: stream(shapeOf(STROKE.strong)) },
      Encoding: { Type: 'Encoding', Differences: [1, PDFName.of('rupee'), PDFName.of('rupeeStrong')] },
      FirstChar: 1,
      LastChar: 2,
      Widths: [WIDTH, WIDTH],
      Resources: {},
      ToUnicode: stream(TO_UNICODE),
    }),
  )
  fonts.set(pdf, font)
  return font
}

const NAME = PDFName.of('Rupee')

/** A page's own name of the font, and the code of the letter in it. */
export function rupeeOn(page: PDFPage, strong: boolean): { readonly font: PDFName; readonly code: string } {
  page.node.setFontDictionary(NAME, fontOf(page.doc))
  return { font: NAME, code: CODES[strong ? 'strong' : 'plain'] }
}
