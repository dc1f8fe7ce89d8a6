import { areaInHand } from '../../../core/design/areas/areas.ts'
import type { Design } from '../../../core/design/design.ts'
import { areaLayer, lineLayer, type LayerId } from '../../../core/design/layers.ts'
import { currentId } from '../../../core/design/lines/lines.ts'
import type { ToolContext, ToolName } from '../../../core/tools/tool.ts'
import { designStore } from '../../../store/designStore.ts'
import { jobsStore, toast } from '../../../store/jobsStore.ts'
import { layerStore, refusalOf, refuse } from '../../../store/layerStore.ts'
import { viewStore } from '../../../store/viewStore.ts'
import { layerName, layerStrings } from '../../strings/layerStrings.ts'

/** Says what a hand was refused, once while it is being said. Gives back what ends it. */
export function sayRefusals(): () => void {
  return layerStore.subscribe(({ refused }, before) => {
    const { design } = designStore.getState()
    if (!refused || refused === before.refused || !design) return
    const text = layerStrings.refused(layerName(design, refused.layer), refused.layer, refused.why)
    if (jobsStore.getState().toast?.text !== text) toast(text)
  })
}

/** The layer that a tool draws on, null where it draws on none. */
function layerOf(tool: ToolName | 'marks', design: Design, { lineInHand }: ToolContext): LayerId | null {
  switch (tool) {
    case 'brush':
    case 'lasso':
    case 'eraser':
    case 'density':
      return areaLayer(areaInHand(design))
    case 'exclude':
      return 'exclusions'
    case 'measure':
      return 'measures'
    case 'hairline':
      return lineLayer(lineInHand ?? currentId(design))
    default:
      return null
  }
}

/**
 * Whether a press is refused, and says why: nobody draws on what is hidden, and paint on a locked area would be taken back.
 * A locked line is refused once it is pulled.
 */
export function isRefused(tool: ToolName | 'marks', design: Design, context: ToolContext): boolean {
  if (context.drawnOn || viewStore.getState().reversal !== 'off') return false
  const layer = layerOf(tool, design, context)
  const why = layer && refusalOf(design, layer)
  if (!layer || !why || (why === 'locked' && tool === 'hairline')) return false
  refuse(layer, why)
  return true
}
