import { PDFDocument, StandardFonts, rgb, type PDFFont, type PDFPage } from '@cantoo/pdf-lib'

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

/** The PDF's own fonts know Western European letters; others become what reads closest. */
export function printable(text: string): string {
  const closest = text
    .replaceAll('≈', '~')
    .replaceAll('₹', 'INR ')
    .replaceAll(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .replaceAll('−', '-')
  return Array.from(closest, (letter) => (/[\u0020-\u007e\u00a1-\u00ff€‘’“”–—•…]/.test(letter) ? letter : '?')).join('')
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
  const back = o.align === 'right' ? o.font.widthOfTextAtSize(shown, o.sizePt) : 0
  page.drawText(shown, {
    x: points(o.x) - back,
    y: points(o.y),
    size: o.sizePt,
    font: o.font,
    color: o.color ?? ink,
  })
}

/** Lines that are no wider than the room. */
export function wrapped(text: string, font: PDFFont, sizePt: number, roomMm: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of printable(text).split(' ')) {
    const longer = line ? `${line} ${word}` : word
    if (line && font.widthOfTextAtSize(longer, sizePt) > points(roomMm)) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return line ? [...lines, line] : lines
}
