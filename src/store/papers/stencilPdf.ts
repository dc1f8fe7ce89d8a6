import {
  clip,
  endPath,
  lineTo,
  moveTo,
  popGraphicsState,
  pushGraphicsState,
  setDashPattern,
  setLineWidth,
  setStrokingGrayscaleColor,
  stroke,
  type PDFOperator,
  type PDFPage,
} from '@cantoo/pdf-lib'
import type { PointMm, Stencil } from '../../core/design/scale/stencil.ts'
import { newSheets, papers, points, quiet, write, type PaperName, type Sheets } from './pdfSheet.ts'

export interface StencilTexts {
  readonly title: string
  /** Which design it is of. */
  readonly of: string
  readonly printAt: string
  readonly ruler: string
  readonly lengths: string
  readonly facing: string
  readonly midline: string
  readonly glabella: string
  readonly page: (n: number, count: number) => string
  readonly join: string
  /** Beside an end of the line beyond which the photo does not measure the skin. */
  readonly openEnd: string
}

const MARGIN_MM = 12
/** Above and below the drawing: title, and ruler with its texts. */
const HEAD_MM = 12
const FOOT_MM = 34
const OVERLAP_MM = 15
/** Around the lines. */
const PADDING_MM = 8
const RULER_MM = 100

/** Where a page's part of the stencil lies: mm of the stencil at its lower left corner. */
interface Tile {
  readonly column: number
  readonly row: number
  readonly x: number
  readonly y: number
}

/**
 * The hairline at its true size, over as many pages as it takes.
 * @returns the bytes of a PDF, to be printed at 100 %
 */
export async function stencilPdf(stencil: Stencil, paper: PaperName, texts: StencilTexts): Promise<Uint8Array> {
  const sheets = await newSheets(paper, texts.title)
  const room = roomOf(paper)
  const tiles = tilesOf(stencil, room)
  for (const [i, tile] of tiles.entries()) {
    const page = sheets.addPage()
    drawPart(page, stencil, tile, room, tiles, sheets, texts)
    drawRuler(page, sheets, texts)
    const top = papers[paper].height - MARGIN_MM - 5
    write(page, texts.printAt, { x: MARGIN_MM, y: top, sizePt: 14, font: sheets.strong })
    const count = texts.page(i + 1, tiles.length)
    const right = papers[paper].width - MARGIN_MM
    write(page, count, { x: right, y: top, sizePt: 9, font: sheets.plain, color: quiet, align: 'right' })
  }
  return sheets.pdf.save()
}

interface Room {
  readonly width: number
  readonly height: number
}

function roomOf(paper: PaperName): Room {
  const { width, height } = papers[paper]
  return { width: width - 2 * MARGIN_MM, height: height - 2 * MARGIN_MM - HEAD_MM - FOOT_MM }
}

/** From the upper left, row by row; all pages together are centred on the stencil. */
function tilesOf(stencil: Stencil, room: Room): readonly Tile[] {
  const side = (from: number, to: number, length: number) => {
    const whole = to - from + 2 * PADDING_MM
    const count = whole <= length ? 1 : Math.ceil((whole - OVERLAP_MM) / (length - OVERLAP_MM))
    const covered = count * length - (count - 1) * OVERLAP_MM
    return { count, start: (from + to - covered) / 2 }
  }
  const across = side(stencil.left, stencil.right, room.width)
  const up = side(stencil.bottom, stencil.top, room.height)
  return Array.from({ length: across.count * up.count }, (_, i) => {
    const column = i % across.count
    const row = Math.floor(i / across.count)
    return {
      column,
      row,
      x: across.start + column * (room.width - OVERLAP_MM),
      y: up.start + (up.count - 1 - row) * (room.height - OVERLAP_MM),
    }
  })
}

function drawPart(
  page: PDFPage,
  stencil: Stencil,
  tile: Tile,
  room: Room,
  tiles: readonly Tile[],
  { plain }: Sheets,
  texts: StencilTexts,
): void {
  const left = MARGIN_MM
  const bottom = MARGIN_MM + FOOT_MM
  const onPage = ({ x, y }: PointMm): PointMm => ({ x: x - tile.x + left, y: y - tile.y + bottom })
  const isOn = ({ x, y }: PointMm) => x >= left && x <= left + room.width && y >= bottom && y <= bottom + room.height
  const glabella = onPage({ x: 0, y: 0 })
  const top = onPage({ x: 0, y: stencil.top + PADDING_MM })
  const box = [
    { x: left, y: bottom },
    { x: left + room.width, y: bottom },
    { x: left + room.width, y: bottom + room.height },
    { x: left, y: bottom + room.height },
  ]
  page.pushOperators(pushGraphicsState(), ...pathOf(box), clip(), endPath())
  drawLine(page, [glabella, top], { widthMm: 0.2, dash: [2, 2], grey: 0.45 })
  for (const arm of [
    [
      { x: glabella.x - 6, y: glabella.y },
      { x: glabella.x + 6, y: glabella.y },
    ],
    [
      { x: glabella.x, y: glabella.y - 6 },
      { x: glabella.x, y: glabella.y + 6 },
    ],
  ])
    drawLine(page, arm, { widthMm: 0.3, grey: 0.2 })
  const cross = onPage(stencil.midline)
  const tick = [
    { x: cross.x, y: cross.y - 3 },
    { x: cross.x, y: cross.y + 3 },
  ]
  drawLine(page, tick, { widthMm: 0.3, grey: 0 })
  for (const piece of stencil.pieces) drawLine(page, piece.map(onPage), { widthMm: 0.4, grey: 0 })
  const ends = stencil.openEnds.map(onPage)
  for (const end of ends) drawCross(page, end, END_MM)
  page.pushOperators(popGraphicsState())
  const label = { sizePt: 8, font: plain, color: quiet }
  for (const end of ends.filter(isOn)) writeEnd(page, end, { from: left, to: left + room.width }, texts.openEnd, label)
  if (isOn({ x: glabella.x + 25, y: glabella.y - 4 }))
    write(page, texts.glabella, { x: glabella.x + 2, y: glabella.y - 4.5, ...label })
  if (isOn({ x: top.x + 15, y: top.y - 4 })) write(page, texts.midline, { x: top.x + 2, y: top.y - 4, ...label })
  drawJoins(page, tile, tiles, { left, bottom, ...room }, () =>
    write(page, texts.join, { x: left, y: bottom + room.height + 1.5, ...label }),
  )
}

/** Half the cross at which a line ends that goes on where nothing is measured. */
const END_MM = 1.5
/** Room for what is said beside it. */
const END_TEXT_MM = 46

/** Outside of the line, or inside where there the page ends. */
function writeEnd(
  page: PDFPage,
  { x, y }: PointMm,
  room: { readonly from: number; readonly to: number },
  text: string,
  label: { readonly sizePt: number; readonly font: Sheets['plain']; readonly color: typeof quiet },
): void {
  const fitsRight = x + END_TEXT_MM < room.to
  const align = fitsRight ? {} : ({ align: 'right' } as const)
  write(page, text, { x: fitsRight ? x + 3 : x - 3, y: y + 1.5, ...label, ...align })
}

/** Where pages overlap: a dashed line in the middle of the overlap, with a cross at each third to lay one on the other. */
function drawJoins(
  page: PDFPage,
  { column, row }: Tile,
  tiles: readonly Tile[],
  box: { readonly left: number; readonly bottom: number } & Room,
  say: () => void,
): void {
  const has = (dc: number, dr: number) => tiles.some((t) => t.column === column + dc && t.row === row + dr)
  const half = OVERLAP_MM / 2
  const { left, bottom, width, height } = box
  const upright = [has(-1, 0) && left + half, has(1, 0) && left + width - half].filter((x) => x !== false)
  const level = [has(0, -1) && bottom + height - half, has(0, 1) && bottom + half].filter((y) => y !== false)
  for (const x of upright) {
    drawLine(page, between({ x, y: bottom }, { x, y: bottom + height }), { widthMm: 0.15, dash: [1, 2], grey: 0.6 })
    for (const share of [0.25, 0.5, 0.75]) drawCross(page, { x, y: bottom + height * share })
  }
  for (const y of level) {
    drawLine(page, between({ x: left, y }, { x: left + width, y }), { widthMm: 0.15, dash: [1, 2], grey: 0.6 })
    for (const share of [0.25, 0.5, 0.75]) drawCross(page, { x: left + width * share, y })
  }
  if (upright.length + level.length > 0) say()
}

const between = (a: PointMm, b: PointMm): readonly PointMm[] => [a, b]

function drawCross(page: PDFPage, { x, y }: PointMm, half = 3): void {
  drawLine(page, between({ x: x - half, y }, { x: x + half, y }), { widthMm: 0.2, grey: 0.3 })
  drawLine(page, between({ x, y: y - half }, { x, y: y + half }), { widthMm: 0.2, grey: 0.3 })
}

/** 100 mm to lay a ruler on, and what the lengths of the page are. */
function drawRuler(page: PDFPage, { plain }: Sheets, texts: StencilTexts): void {
  const y = MARGIN_MM + 22
  drawLine(page, between({ x: MARGIN_MM, y }, { x: MARGIN_MM + RULER_MM, y }), { widthMm: 0.3, grey: 0 })
  for (let mm = 0; mm <= RULER_MM; mm += 10) {
    const x = MARGIN_MM + mm
    drawLine(page, between({ x, y }, { x, y: y + (mm % 50 === 0 ? 5 : 3) }), { widthMm: 0.25, grey: 0 })
  }
  const label = { x: MARGIN_MM, sizePt: 9, font: plain }
  write(page, texts.ruler, { ...label, y: y - 5 })
  write(page, texts.lengths, { ...label, y: y - 11, color: quiet })
  write(page, texts.facing, { ...label, y: y - 16, color: quiet })
  write(page, texts.of, { ...label, y: y - 21, color: quiet })
}

function pathOf(line: readonly PointMm[]): PDFOperator[] {
  return line.map(({ x, y }, i) => (i === 0 ? moveTo : lineTo)(points(x), points(y)))
}

function drawLine(
  page: PDFPage,
  line: readonly PointMm[],
  o: { widthMm: number; grey: number; dash?: readonly [number, number] },
): void {
  page.pushOperators(
    pushGraphicsState(),
    setLineWidth(points(o.widthMm)),
    setStrokingGrayscaleColor(o.grey),
    setDashPattern(o.dash ? o.dash.map(points) : [], 0),
    ...pathOf(line),
    stroke(),
    popGraphicsState(),
  )
}
