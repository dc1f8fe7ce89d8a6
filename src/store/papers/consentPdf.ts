import {
  appendBezierCurve,
  LineCapStyle,
  LineJoinStyle,
  moveTo,
  popGraphicsState,
  pushGraphicsState,
  setLineCap,
  setLineJoin,
  setLineWidth,
  setStrokingGrayscaleColor,
  stroke,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { PAD_UNITS, permissions, type Consent } from '../../core/plan/consent.ts'
import { inkRuns, readInk, type InkPoint } from '../../core/plan/signatureInk.ts'
import { writeAny } from './anyLetters.ts'
import type { DrawText } from './drawnText.ts'
import { faint, newSheets, papers, points, quiet, wrapped, write, type PaperName, type Sheets } from './pdfSheet.ts'

/** The words around a record, which has its own sentences; dates are formatted. */
export interface ConsentTexts {
  readonly title: string
  /** Whose it is, and when it was signed. */
  readonly whose: string
  readonly yes: string
  readonly no: string
  readonly signature: string
  /** When it was signed, changed or taken back. */
  readonly when: string
  /** Where nobody signed. */
  readonly unsigned: string
  readonly version: string
  readonly note: string
}

const MARGIN_MM = 20
const LINE_MM = 6
const ANSWER_MM = 14
const PAD_MM = 120

/** One page: the sentences as they were shown, what was said to each, and the signature as it was drawn. */
export async function consentPdf(
  consent: Consent,
  paper: PaperName,
  texts: ConsentTexts,
  drawText: DrawText,
): Promise<Uint8Array> {
  const sheets = await newSheets(paper, texts.title)
  const { plain, strong } = sheets
  const page = sheets.addPage()
  const right = papers[paper].width - MARGIN_MM
  let y = papers[paper].height - MARGIN_MM - 9
  write(page, texts.title, { x: MARGIN_MM, y, sizePt: 20, font: strong })
  y -= 7
  const room = right - MARGIN_MM
  await writeAny(page, sheets, texts.whose, { x: MARGIN_MM, y, room, sizePt: 10, color: quiet }, drawText)
  y -= 10
  for (const one of permissions) {
    const lines = wrapped(consent.sentences[one], plain, 11.5, room - ANSWER_MM)
    const answer = consent.permissions[one] ? texts.yes : texts.no
    y -= LINE_MM
    write(page, answer, { x: MARGIN_MM, y, sizePt: 11.5, font: strong })
    for (const [i, line] of lines.entries()) {
      if (i > 0) y -= LINE_MM
      write(page, line, { x: MARGIN_MM + ANSWER_MM, y, sizePt: 11.5, font: plain })
    }
    y -= 2.4
    rule(page, y, right)
    y -= 1.6
  }
  y = await signatureAt(page, sheets, consent, texts, { top: y - 6, room }, drawText)
  for (const text of [texts.when, texts.version, texts.note]) {
    y -= 5
    await writeAny(page, sheets, text, { x: MARGIN_MM, y, room, sizePt: 9.5, color: quiet }, drawText)
  }
  return sheets.pdf.save()
}

/** Under the given height; returns where what follows begins, mm. */
async function signatureAt(
  page: PDFPage,
  sheets: Sheets,
  { signature }: Consent,
  texts: ConsentTexts,
  { top, room }: { readonly top: number; readonly room: number },
  drawText: DrawText,
): Promise<number> {
  if (signature === null) {
    write(page, texts.unsigned, { x: MARGIN_MM, y: top - 6, sizePt: 11.5, font: sheets.plain })
    return top - 10
  }
  const high = signature.kind === 'drawn' ? (PAD_MM * signature.height) / PAD_UNITS : 24
  if (signature.kind === 'drawn') {
    drawInk(page, signature.ink, { x: MARGIN_MM, top })
  } else {
    const y = top - high + 6
    await writeAny(page, sheets, signature.name, { x: MARGIN_MM, y, room, sizePt: 20 }, drawText)
  }
  rule(page, top - high, MARGIN_MM + PAD_MM)
  write(page, texts.signature, { x: MARGIN_MM, y: top - high - 4.5, sizePt: 9, font: sheets.plain, color: quiet })
  return top - high - 8
}

/** The strokes as lines of the page, sharp at any size. */
function drawInk(page: PDFPage, coded: string, place: { readonly x: number; readonly top: number }): void {
  const mm = PAD_MM / PAD_UNITS
  const at = (p: InkPoint): [number, number] => [points(place.x + p.x * mm), points(place.top - p.y * mm)]
  for (const one of readInk(coded) ?? [])
    for (const { width, from, curves } of inkRuns(one))
      page.pushOperators(
        pushGraphicsState(),
        setLineWidth(points(width * mm)),
        setLineCap(LineCapStyle.Round),
        setLineJoin(LineJoinStyle.Round),
        setStrokingGrayscaleColor(0.08),
        moveTo(...at(from)),
        ...curves.map(([a, b, end]) => appendBezierCurve(...at(a), ...at(b), ...at(end))),
        stroke(),
        popGraphicsState(),
      )
}

function rule(page: PDFPage, y: number, right: number): void {
  page.drawLine({
    start: { x: points(MARGIN_MM), y: points(y) },
    end: { x: points(right), y: points(y) },
    thickness: 0.4,
    color: faint,
  })
}
