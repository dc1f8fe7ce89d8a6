import {
  PDFDocument,
  PDFHexString,
  StandardFonts,
  beginText,
  endText,
  moveText,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  setFillingColor,
  setFontAndSize,
  setStrokingColor,
  showText,
  type PDFFont,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { RUPEE, rupeeOn, rupeeWidth } from './pdfRupee.ts'

/** Paper in mm, from its lower left corner, as PDF has it. */

export const papers = {
  a4: { width: 210, height: 297 },
  letter: { width: 215.9, height: 279.4 },
} as const
export type PaperName = keyof typeof papers

const POINTS_PER_MM = 72 / 25.4
export const points = (mm: number): number => mm * POINTS_PER_MM

export const ink = rgb(0.08, 0.08, 0.08)
export const quiet = rgb(0.42, 0.42, 0.42)
export const faint = rgb(0.78, 0.78, 0.78)

export interface Sheets {
  readonly pdf: PDFDocument
  readonly plain: PDFFont
  readonly strong: PDFFont
  addPage(): PDFPage
}

/** An empty document without a word of whose it is; its title is neutral. */
export async function newSheets(paper: PaperName, title: string): Promise<Sheets> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(title)
  pdf.setProducer('Trichion')
  pdf.setCreator('Trichion')
  const { width, height } = papers[paper]
  return {
    pdf,
    plain: await pdf.embedFont(StandardFonts.Helvetica),
    strong: await pdf.embedFont(StandardFonts.HelveticaBold),
    addPage: () => pdf.addPage([points(width), points(height)]),
  }
}

/** The PDF's own fonts know Western European letters, and the rupee is drawn; others become what reads closest. */
export function printable(text: string): string {
  const closest = text
    .replaceAll('≈', '~')
    .replaceAll(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .replaceAll('−', '–')
  return Array.from(closest, (letter) => (/[\u0020-\u007e\u00a1-\u00ff€₹‘’“”–—•…]/.test(letter) ? letter : '?')).join(
    '',
  )
}

/** Whether printing would put another sign in place of a letter. */
export const losesLetters = (text: string): boolean => countOf(printable(text)) !== countOf(text)

const countOf = (text: string): number => text.split('?').length

/** @param sizePt letters' size */
export function write(
  page: PDFPage,
  text: string,
  o: { x: number; y: number; sizePt: number; font: PDFFont; color?: ReturnType<typeof rgb>; align?: 'left' | 'right' },
): void {
  const shown = printable(text)
  const y = points(o.y)
  const color = o.color ?? ink
  let x = points(o.x) - (o.align === 'right' ? widthOf(shown, o.font, o.sizePt) : 0)
  for (const [i, run] of shown.split(RUPEE).entries()) {
    if (i > 0) {
      const { font, code } = rupeeOn(page, o.font.name.endsWith('Bold'))
      page.pushOperators(
        pushGraphicsState(),
        // It is drawn in strokes.
        setFillingColor(color),
        setStrokingColor(color),
        beginText(),
        setFontAndSize(font, o.sizePt),
        moveText(x, y),
        showText(PDFHexString.of(code)),
        endText(),
        popGraphicsState(),
      )
      x += rupeeWidth(o.sizePt)
    }
    if (run !== '') page.drawText(run, { x, y, size: o.sizePt, font: o.font, color })
    x += o.font.widthOfTextAtSize(run, o.sizePt)
  }
}

/** Points, of a text that is printable. */
function widthOf(shown: string, font: PDFFont, sizePt: number): number {
  const runs = shown.split(RUPEE)
  return runs.reduce((sum, run) => sum + font.widthOfTextAtSize(run, sizePt), (runs.length - 1) * rupeeWidth(sizePt))
}

/** Lines that are no wider than the room. */
export function wrapped(text: string, font: PDFFont, sizePt: number, roomMm: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of printable(text).split(' ')) {
    const longer = line ? `${line} ${word}` : word
    if (line && widthOf(longer, font, sizePt) > points(roomMm)) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line ? [...lines, line] : lines
}
