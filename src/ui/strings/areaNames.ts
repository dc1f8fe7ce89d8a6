import { areaSlots } from '../../core/design/areas.ts'
import type { Design } from '../../core/design/design.ts'
import { number } from '../shell/format.ts'
import { strings } from './strings.ts'

/** An area by its role, and by its number among those of that role where there are several. */
export function areaName(design: Design, id: number): string {
  const all = areaSlots(design).map((slot) => ({ id: slot.id, role: (slot.area ?? design.area).role }))
  const role = all.find((area) => area.id === id)?.role ?? design.area.role
  const alike = all.filter((area) => area.role === role)
  const name = strings.area.roles[role]
  return alike.length > 1 ? `${name} ${number(alike.findIndex((area) => area.id === id) + 1)}` : name
}
