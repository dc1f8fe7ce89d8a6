import { behindHairline } from '../../../core/design/areas/area.ts'
import type { Design } from '../../../core/design/design.ts'
import { hasReversal, isTraced } from '../../../core/design/reversal.ts'
import type { ToolName } from '../../../core/tools/tool.ts'
import { paintedZones, type PaintedZone } from '../../../core/tools/zoneInk.ts'
import { askForZones } from '../../../store/reversal/askedZones.ts'
import { setTool, setView, type ViewState } from '../../../store/viewStore.ts'
import { reversalStrings } from '../../strings/reversalStrings.ts'
import { strings } from '../../strings/strings.ts'
import { variantStrings } from '../../strings/variantStrings.ts'
import { toScreen } from './command.ts'

/** One way of using a tool. */
export interface ToolVariant {
  readonly id: string
  readonly name: string
  readonly take: () => void
}

export interface ToolVariants {
  readonly all: readonly ToolVariant[]
  /** Null where none is in use. */
  readonly chosen: string | null
}

/** Whether the studio leads to zones: the design has a reversal whose existing line is laid. */
export const hasZones = (design: Design | null): boolean => design !== null && hasReversal(design) && !isTraced(design)

/** From the studio to the plan's zones: to draw on one, or to choose one by a tap. */
export function goToZones(zone: PaintedZone | 'pick'): void {
  askForZones(zone)
  toScreen('plan')
}

/** The ways of using a tool on a design; null where there is but one. */
export function variantsOf(
  tool: ToolName,
  design: Design,
  view: Pick<ViewState, 'insideHairline' | 'lessDensity'>,
): ToolVariants | null {
  switch (tool) {
    case 'brush':
    case 'lasso':
      if (!behindHairline(design)) return null
      return {
        chosen: view.insideHairline ? 'inside' : 'free',
        all: [
          variant('free', variantStrings.free, tool, { insideHairline: false }),
          variant('inside', strings.area.inside, tool, { insideHairline: true }),
        ],
      }
    case 'density':
      return {
        chosen: view.lessDensity ? 'less' : 'more',
        all: [
          variant('more', variantStrings.more, tool, { lessDensity: false }),
          variant('less', variantStrings.less, tool, { lessDensity: true }),
        ],
      }
    case 'zones':
      return {
        chosen: null,
        all: paintedZones.map((zone) => ({
          id: zone,
          name: reversalStrings.zoneNames[zone],
          take: () => goToZones(zone),
        })),
      }
    default:
      return null
  }
}

const variant = (id: string, name: string, tool: ToolName, part: Partial<ViewState>): ToolVariant => ({
  id,
  name,
  take() {
    setView(part)
    setTool(tool)
  },
})
