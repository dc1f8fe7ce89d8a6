const SVG = 'http://www.w3.org/2000/svg'
let filters = 0

/** What an eye at a distance makes of an element's picture. */
export interface EyeBlur {
  /** @param sigmaPx of the gaussian, CSS px; 0: nothing is done */
  show(sigmaPx: number): void
  stop(): void
}

/** An SVG filter, since it blurs light: a CSS blur mixes the bytes of sRGB, and dots would come out too dark. */
export function eyeBlur(element: HTMLElement): EyeBlur {
  const svg = document.createElementNS(SVG, 'svg')
  const filter = document.createElementNS(SVG, 'filter')
  const blur = document.createElementNS(SVG, 'feGaussianBlur')
  for (const [name, value] of Object.entries({ width: '0', height: '0', 'aria-hidden': 'true' }))
    svg.setAttribute(name, value)
  svg.style.position = 'absolute'
  const region = { x: '0', y: '0', width: '1', height: '1', 'color-interpolation-filters': 'linearRGB' }
  for (const [name, value] of Object.entries(region)) filter.setAttribute(name, value)
  // Beyond the rim the picture goes on.
  blur.setAttribute('edgeMode', 'duplicate')
  filter.append(blur)
  svg.append(filter)
  return {
    show(sigmaPx) {
      if (sigmaPx <= 0) {
        element.style.filter = ''
        svg.remove()
        return
      }
      blur.setAttribute('stdDeviation', sigmaPx.toFixed(3))
      filter.id = `eye-blur-${++filters}`
      if (!svg.isConnected) document.body.append(svg)
      element.style.filter = `url(#${filter.id})`
    },
    stop() {
      element.style.filter = ''
      svg.remove()
    },
  }
}
