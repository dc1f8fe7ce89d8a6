import type { Adjustments } from '../../core/design/adjustments.ts'
import { colourTables, type ColourTables } from '../../core/pixels/adjust.ts'

const known = new WeakMap<Adjustments, ColourTables | null>()

/** Of adjustments that are asked for at every frame. */
export function tablesOf(adjustments: Adjustments): ColourTables | null {
  const before = known.get(adjustments)
  if (before !== undefined) return before
  const tables = colourTables(adjustments)
  known.set(adjustments, tables)
  return tables
}

const SVG = 'http://www.w3.org/2000/svg'
let filters = 0

/** The exposure and white balance of an element's picture, put on by the browser as it shows it. */
export interface ColourFilter {
  show(adjustments: Adjustments): void
  stop(): void
}

/**
 * An SVG filter of one table per channel: the very bytes that a file gets. A canvas context's own `filter` is missing in
 * Safari; a CSS filter with tables in sRGB is not, and browsers agree on it to the byte.
 */
export function colourFilter(element: HTMLElement): ColourFilter {
  const svg = document.createElementNS(SVG, 'svg')
  const filter = document.createElementNS(SVG, 'filter')
  const transfer = document.createElementNS(SVG, 'feComponentTransfer')
  const channels = (['feFuncR', 'feFuncG', 'feFuncB'] as const).map((name) => document.createElementNS(SVG, name))
  let shown: ColourTables | null = null
  setAll(svg, { width: '0', height: '0', 'aria-hidden': 'true' })
  svg.style.position = 'absolute'
  setAll(filter, { x: '0', y: '0', width: '1', height: '1', 'color-interpolation-filters': 'sRGB' })
  transfer.append(...channels)
  filter.append(transfer)
  svg.append(filter)
  return {
    show(adjustments) {
      const tables = tablesOf(adjustments)
      if (tables === shown) return
      shown = tables
      if (!tables) {
        element.style.filter = ''
        svg.remove()
        return
      }
      for (const [k, channel] of channels.entries()) {
        const table = tables[k as 0 | 1 | 2]
        setAll(channel, { type: 'table', tableValues: Array.from(table, (byte) => (byte / 255).toFixed(5)).join(' ') })
      }
      // Under its old name a changed filter would not be put on again everywhere.
      filter.id = `photo-colour-${++filters}`
      if (!svg.isConnected) document.body.append(svg)
      element.style.filter = `url(#${filter.id})`
    },
    stop() {
      element.style.filter = ''
      svg.remove()
      shown = null
    },
  }
}

function setAll(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
}
