import { Plus, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { canAddArea } from '../../../core/design/areas/areas.ts'
import type { Design } from '../../../core/design/design.ts'
import { freePointOf, isFreeHandle } from '../../../core/design/lines/freeLines.ts'
import type { FreeLine } from '../../../core/design/lines/lines.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { toast } from '../../../store/jobsStore.ts'
import { layerStore } from '../../../store/layerStore.ts'
import {
  addInside,
  addInsideAsBeard,
  addPointAfter,
  deleteFreePoint,
  partSides,
  turnFreeCorner,
} from '../../../store/edits/lineActions.ts'
import { keysText } from '../../shell/commands/command.ts'
import { command } from '../../shell/commands/commands.ts'
import { number } from '../../shell/figures/format.ts'
import { freeHandleName, layerStrings as t } from '../../strings/layerStrings.ts'
import { strings } from '../../strings/strings.ts'
import { HintedSwitchRow } from '../SwitchRow.tsx'
import { FreePointFigures } from './FreePointFigures.tsx'

/** A line of the lower face: what it encloses goes to the area, and its points are added, turned and deleted. */
export function FreeLineDetails({ design, line }: { design: Design; line: FreeLine }) {
  const { role } = design.area
  const ofFace = line.kind !== 'free'
  return (
    <>
      {ofFace && <p className="note">{t.assumed}</p>}
      {line.closed && ofFace && role !== 'beard' && canAddArea(design) && (
        <button type="button" className="button button-wide" onClick={() => addInsideAsBeard(line.id)}>
          {t.insideAsBeard}
        </button>
      )}
      {line.closed && (
        <button type="button" className="button button-wide" onClick={() => addInside(line.id)}>
          {t.addInside}
        </button>
      )}
      {ofFace && role !== 'beard' && design.area.add.tiles.size > 0 && (
        <>
          <p className="note">{t.roleNow(strings.area.roles[role])}</p>
          <button type="button" className="button button-wide" onClick={() => treatAsBeard(design)}>
            {t.asBeard}
          </button>
        </>
      )}
      {line.mirrored && (
        <button type="button" className="button button-wide" onClick={() => partSides(line.id) || toast(t.noRoomApart)}>
          {t.apart}
        </button>
      )}
      <Point design={design} line={line} />
    </>
  )
}

function treatAsBeard(design: Design): void {
  edit({ ...design, area: { ...design.area, role: 'beard' } }, strings.area.edits.role(strings.area.roles.beard))
}

/** The point of the line that was taken last. */
function Point({ design, line }: { design: Design; line: FreeLine }) {
  const handle = useStore(layerStore, (s) => s.freePoint)
  const point = handle === null ? null : freePointOf(design, handle)
  if (handle === null || !isFreeHandle(handle) || point?.line !== line) return <p className="note">{t.pickPoint}</p>
  const corner = line.points[point.index]?.corner === true
  const turn = command('point.corner')
  return (
    <div role="group" aria-label={freeHandleName(design, handle)} data-point-figures>
      <div className="layer-point">
        <span className="layer-point-name">{t.point(number(point.index + 1))}</span>
        <HintedSwitchRow
          label={t.corner}
          hint={turn.title}
          keys={keysText(turn)}
          on={corner}
          quiet
          onChange={() => turnFreeCorner(handle, t.cornerLabel(!corner))}
        />
        <span>
          <button type="button" className="icon-button" aria-label={t.addPoint} onClick={() => addPointAfter(handle)}>
            <Plus aria-hidden="true" />
          </button>
          <button
            type="button"
            className="icon-button"
            aria-label={t.deletePoint}
            onClick={() => deleteFreePoint(handle) || toast(t.pointStays)}
          >
            <Trash2 aria-hidden="true" />
          </button>
        </span>
      </div>
      <FreePointFigures design={design} handle={handle} />
    </div>
  )
}
