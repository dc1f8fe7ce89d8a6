import { areaInHand, withAreaInHand, withAreaName, withNewArea } from '../../core/design/areas/areas.ts'
import { areaRoles, type AreaRole, type Design } from '../../core/design/design.ts'
import { areaLayer } from '../../core/design/layers.ts'
import { edit } from './designActions.ts'
import { committedDesign, designStore } from '../designStore.ts'
import { forgetLayer } from '../layerStore.ts'
import { setTool, viewStore } from '../viewStore.ts'

const open = (): Design | null => committedDesign(designStore.getState())

/** Another area is painted and shaped from now on. No undo step: nothing of the design changes. */
export function takeArea(id: number): void {
  const design = open()
  if (design) edit(withAreaInHand(design, id), '')
}

/** An empty area, with the brush to paint it. Beside a bare scalp it is most often a scar. */
export function addArea(label: string): void {
  const design = open()
  const added = design && withNewArea(design, unusedRole(design))
  if (!added) return
  forgetLayer(areaLayer(areaInHand(added)))
  edit(added, label)
  const { tool } = viewStore.getState()
  if (tool !== 'brush' && tool !== 'lasso') setTool('brush')
}

const unusedRole = ({ area, areas }: Design): AreaRole => {
  const used = [area, ...(areas ?? []).map((slot) => slot.area)].map((other) => other?.role)
  return (['scar', ...areaRoles] as const).find((role) => !used.includes(role)) ?? 'scar'
}

export function renameArea(id: number, name: string): void {
  const design = open()
  if (design) edit(withAreaName(design, id, name), 'Rename area')
}
