import type { Hairline } from '../../../core/design/design.ts'
import type { ReversedDesign } from '../../../core/design/reversal.ts'
import { hairlinePath } from '../../../core/design/lines/hairline.ts'
import { heightMmOf, isMeasurable } from '../../../core/design/lines/measuredLine.ts'
import type { PointPx } from '../../../core/geometry/points.ts'
import type { Zones } from '../../../core/plan/zones.ts'
import type { ToolOverlay } from '../../../core/tools/tool.ts'
import { paintedZones, type PaintedZone } from '../../../core/tools/zoneInk.ts'
import { reversalStore } from '../../../store/reversal/reversalActions.ts'
import type { Camera, ViewState } from '../../../store/viewStore.ts'
import { aboutLength } from '../../shell/figures/length.ts'
import { reversalStrings } from '../../strings/reversalStrings.ts'
import { ACCENT, drawPill, strokeCased, tracePath, type Context, type PillPart } from './overlayStyle.ts'
import { photoTransform, type Box } from '../viewport.ts'
import { zoneShape, type DrawnCells } from './zoneShape.ts'
import { zonesOnScreen, zonesShownAt } from './zonesOnScreen.ts'

const t = reversalStrings.lines

type ZoneName = 'remove' | 'lighten' | 'keep' | 'add'

/** Wide-spaced magenta is lightened, close magenta goes, azure dots come (ux 14). */
export const MAGENTA = '#ff5cc8'

/** The arrow from line to line, with its head, CSS px: lines that are nearer say the difference with the new one. */
const ARROW_PX = 24

/**
 * Both lines, the zones that are switched on, and the lasso that is open on one of them. Over the end lies nothing at all
 * unless a zone is switched on there or in the hand.
 */
export function drawReversal(
  context: Context,
  design: ReversedDesign,
  { camera, zone, tool }: Pick<ViewState, 'camera' | 'zone' | 'tool'>,
  box: Box,
  place: (p: PointPx) => PointPx,
  hand: ToolOverlay,
): void {
  const over = zonesShownAt(design, { zone, tool })
  const shown = reversalStore.getState()[over]
  const { shownAfter, sessions } = design.reversal
  if (over === 'zonesShownLater' && shownAfter > sessions && !Object.values(shown).includes(true)) return
  const zones = zonesOnScreen(design)
  const lasso = zone && hand.lasso ? { zone, points: hand.lasso.map(place) } : null
  if (zones) {
    // What is shown of a treatment must not hide behind the sign that it is treated.
    context.globalAlpha = over === 'zonesShownLater' ? 0.3 : 0.8
    for (const name of zoneOrder) if (shown[name] || tool === 'zones') drawZone(context, name, zones, camera, box)
    if (lasso && !hand.takes) drawSurrounded(context, lasso, zones, camera, box)
    context.globalAlpha = 1
    for (const name of paintedZones)
      if (name === zone ? shown[name] : tool === 'zones') drawBorder(context, name, zones, camera, box)
  }
  const line = (points: readonly PointPx[]) => tracePath(context, points.map(place))
  const former = hairlinePath(design.reversal.existing.hairline)
  const wanted = hairlinePath(design.hairline)
  line(former)
  context.setLineDash([7, 6])
  strokeCased(context, 2, MAGENTA)
  context.setLineDash([])
  line(wanted)
  strokeCased(context, 2.5)
  drawHeights(context, design, box, place)
  if (!lasso) return
  tracePath(context, lasso.points)
  if (hand.takes) context.setLineDash([5, 4])
  strokeCased(context, 1.5, zoneColours[lasso.zone])
  context.setLineDash([])
}

/** The zones of today by themselves, as far as they are switched on in the plan; nothing before they are measured. */
export function drawZones(context: Context, design: ReversedDesign, camera: Camera, box: Box): void {
  const zones = zonesOnScreen(design)
  const { zonesShown } = reversalStore.getState()
  if (!zones) return
  for (const name of zoneOrder) if (zonesShown[name]) drawZone(context, name, zones, camera, box)
}

/** The lowest first. */
const zoneOrder = ['keep', 'remove', 'lighten', 'add'] as const satisfies readonly ZoneName[]

/** From a line to what is said of it, CSS px: under its middle, or over its apexes and what is lightened behind them. */
const UNDER_PX = 24
const OVER_PX = 36

/** How high either line is, and by how much the new one lies above or below the old. No words lie on a line or a zone. */
function drawHeights(context: Context, design: ReversedDesign, box: Box, place: (p: PointPx) => PointPx): void {
  const { hairline } = design
  const former = design.reversal.existing.hairline
  if (!isMeasurable(design, 'height', 'both')) return
  const heights = [former, hairline].map((line) => heightMmOf(design, line)) as [number, number]
  const from = place(former.midline)
  const to = place(hairline.midline)
  const up = to.y <= from.y ? 1 : -1
  const moved = heights[1] - heights[0]
  const words = moved > 0 ? t.raised : t.lowered
  const by = Math.abs(moved) < 1 ? null : words(aboutLength(Math.abs(moved)))
  const hasRoom = Math.abs(to.y - from.y) >= ARROW_PX
  const pill = (at: PointPx, text: string, piece?: PillPart['line']) =>
    drawPill(context, at, [{ text, strong: true, ...(piece && { line: piece }) }], box.width, 'left')
  const told = (of: Hairline, above: boolean, text: string, piece: PillPart['line']) => {
    const middle = place(of.midline)
    if (!above) return pill({ x: middle.x + 14, y: middle.y + UNDER_PX }, text, piece)
    const path = hairlinePath(of).map(place)
    const [top, right] = [Math.min(...path.map((p) => p.y)), Math.max(...path.map((p) => p.x))]
    return pill({ x: (middle.x + right) / 2, y: Math.max(OVER_PX, top - OVER_PX) }, text, piece)
  }
  const wanted = t.wanted(aboutLength(heights[1]))
  told(former, up < 0, t.existing(aboutLength(heights[0])), { colour: MAGENTA, dashed: true })
  told(hairline, up > 0, by && !hasRoom ? `${wanted}, ${by}` : wanted, { colour: ACCENT, dashed: false })
  if (!by || !hasRoom) return
  tracePath(context, [
    { x: from.x, y: from.y - 6 * up },
    { x: to.x, y: to.y + 6 * up },
  ])
  strokeCased(context, 1.5, '#ffffff')
  tracePath(context, [
    { x: to.x - 5, y: to.y + 13 * up },
    { x: to.x, y: to.y + 6 * up },
    { x: to.x + 5, y: to.y + 13 * up },
  ])
  strokeCased(context, 1.5, '#ffffff')
  pill({ x: from.x + 14, y: (from.y + to.y) / 2 }, by)
}

/** The zone in its pattern, which stays as wide on the screen as it is. */
function drawZone(context: Context, zone: ZoneName, zones: Zones, camera: Camera, box: Box): void {
  if (zones[zone].tiles.size === 0) return
  context.fillStyle = patternOf(context, zone)
  context.fill(onScreen(zone, zones, camera, box), 'evenodd')
}

/** Round the zone that is drawn on, or that can be chosen. */
function drawBorder(context: Context, zone: PaintedZone, zones: Zones, camera: Camera, box: Box): void {
  if (zone === 'remove') context.setLineDash([6, 5])
  strokeCased(context, 1, zoneColours[zone], onScreen(zone, zones, camera, box))
  context.setLineDash([])
}

function onScreen(name: DrawnCells, zones: Zones, camera: Camera, box: Box): Path2D {
  const place = new Path2D()
  place.addPath(zoneShape(name, zones[name]), photoTransform(camera, box, zones.step))
  return place
}

const zoneColours = { remove: '#ff78c8', keep: '#ffffff', add: ACCENT } as const satisfies Record<PaintedZone, string>

/** What a lasso surrounds, in the pattern that it is about to have. */
function drawSurrounded(
  context: Context,
  { zone, points }: { readonly zone: PaintedZone; readonly points: readonly PointPx[] },
  zones: Zones,
  camera: Camera,
  box: Box,
): void {
  // Ink goes or stays where there is any; new dots are added where there is none.
  const ink = onScreen('existing', zones, camera, box)
  if (zone === 'add') ink.rect(0, 0, box.width, box.height)
  context.save()
  context.clip(ink, 'evenodd')
  tracePath(context, points, true)
  context.fillStyle = patternOf(context, zone)
  context.fill()
  context.restore()
}

const tiles = new Map<ZoneName, OffscreenCanvas>()

function patternOf(context: Context, zone: ZoneName): CanvasPattern | string {
  let tile = tiles.get(zone)
  if (!tile) {
    tile = patternTile(zone)
    tiles.set(zone, tile)
  }
  return context.createPattern(tile, 'repeat') ?? MAGENTA
}

/** One period of a zone's look, CSS px. */
function patternTile(zone: ZoneName): OffscreenCanvas {
  const size = zone === 'lighten' ? 16 : 8
  const tile = new OffscreenCanvas(size, size)
  const context = tile.getContext('2d')
  if (!context) return tile
  if (zone === 'add') {
    context.fillStyle = 'rgb(58 168 255 / 22%)'
    context.fillRect(0, 0, size, size)
    context.fillStyle = ACCENT
    context.beginPath()
    context.arc(size / 2, size / 2, 1.4, 0, 2 * Math.PI)
    context.fill()
    return tile
  }
  if (zone === 'keep') {
    context.fillStyle = 'rgb(255 255 255 / 14%)'
    context.fillRect(0, 0, size, size)
    return tile
  }
  context.globalAlpha = zone === 'lighten' ? 0.5 : 1
  context.fillStyle = 'rgb(255 92 200 / 30%)'
  context.fillRect(0, 0, size, size)
  context.strokeStyle = MAGENTA
  context.lineWidth = 1.6
  context.beginPath()
  for (const at of [-size, 0, size]) {
    context.moveTo(at, size)
    context.lineTo(at + size, 0)
  }
  context.stroke()
  return tile
}
