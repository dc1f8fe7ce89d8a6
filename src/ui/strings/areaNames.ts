import { areaOf, areaSlots } from '../../core/design/areas/areas.ts'
import type { Design } from '../../core/design/design.ts'
import { number } from '../shell/figures/format.ts'
import { strings } from './strings.ts'

/** An area by its own name, else by its role, and by its number among those of that role where there are several. */
export function areaName(design: Design, id: number): string {
  const own = areaOf(design, id)
  if (own?.name !== undefined) return own.name
  const all = areaSlots(design).map((slot) => ({ id: slot.id, role: (slot.area ?? design.area).role }))
  const role = own?.role ?? design.area.role
  const alike = all.filter((area) => area.role === role)
  const name = strings.area.roles[role]
  return alike.length > 1 ? `${name} ${number(alike.findIndex((area) => area.id === id) + 1)}` : name
}
