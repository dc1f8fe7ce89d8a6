import { Check, Trash2 } from 'lucide-react'
import { useStore } from 'zustand'
import { showsNoEyes } from '../../../core/design/scale/calibration.ts'
import type { Marks } from '../../../core/design/design.ts'
import { withMarks } from '../../../core/design/edits.ts'
import { photoViews, viewOf } from '../../../core/design/photoView.ts'
import { proposeMarks } from '../../../core/design/scale/marks.ts'
import { setPhotoView } from '../../../store/edits/photoViewActions.ts'
import { edit } from '../../../store/edits/designActions.ts'
import { designStore } from '../../../store/designStore.ts'
import { attempt, jobsStore } from '../../../store/jobsStore.ts'
import { removePhoto } from '../../../store/visits/recordActions.ts'
import { snapStore, startSnapping } from '../../../store/edits/outlineActions.ts'
import { date, number } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { ChoiceRow } from '../ChoiceRow.tsx'
import { AdjustPhoto } from './AdjustPhoto.tsx'
import { QualityNotes } from '../capture/QualityNotes.tsx'
import { HeadSection } from '../scale/HeadSection.tsx'
import { Fact, PanelHead, Section } from '../PanelParts.tsx'
import { PhotoInput } from './PhotoInput.tsx'
import { problemText } from '../problemText.ts'

const t = strings.photo

export function PhotoPanel() {
  const photo = useStore(designStore, (s) => s.photo)
  const design = useStore(designStore, (s) => s.design)
  const sample = useStore(designStore, (s) => s.patient?.sample ?? false)
  const notice = useStore(jobsStore, (s) => s.notice)
  const problem = useStore(jobsStore, (s) => s.problem)
  const snapping = useSnapping(design?.marks)
  if (!photo || !design) return null
  const { marks } = design
  const reduced = photo.width !== photo.sourceWidth || photo.height !== photo.sourceHeight
  return (
    <>
      <PanelHead title={t.title} />
      <Section title={t.marks} aside={marks.checked && <span className="section-aside ok">{t.marksChecked}</span>}>
        <p className="note">
          {marks.checked ? t.marksText : showsNoEyes(design.photo) ? t.checkOutline : t.checkMarks}
        </p>
        <div className="button-row">
          {!marks.checked && (
            <button
              type="button"
              className="button"
              onClick={() => edit(withMarks(design, { ...marks, checked: true }), strings.edits.marksChecked)}
            >
              <Check size={16} aria-hidden="true" />
              {t.marksRight}
            </button>
          )}
          {marks.checked && (
            <button
              type="button"
              className="button"
              onClick={() =>
                edit(withMarks(design, proposeMarks(photo.width, photo.height, viewOf(design))), strings.edits.layMarks)
              }
            >
              {t.proposeMarks}
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-disabled={snapping.busy}
            onClick={() => void startSnapping(strings.edits.snapOutline)}
          >
            {t.snapOutline}
          </button>
        </div>
        <div role="status">
          {snapping.result === 'snapped' && <p className="note">{t.onEdge}</p>}
          {snapping.result === 'late' && <p className="note">{t.marksMoved}</p>}
          {snapping.result === 'noEdge' && <p className="note">{t.noEdge}</p>}
          {snapping.result === 'failed' && <p className="note warning">{t.edgeFailed}</p>}
        </div>
      </Section>
      <HeadSection design={design} />
      <AdjustPhoto design={design} />
      <Section title={t.file}>
        <ChoiceRow
          label={t.view}
          value={viewOf(design)}
          options={photoViews}
          names={strings.views}
          onChange={(view) => void setPhotoView(view, strings.edits.view)}
        />
        <Fact name={t.size}>
          {t.sizeOf(number(photo.width), number(photo.height))} <span className="unit">px</span>
        </Fact>
        {reduced && (
          <Fact name={t.original}>
            {t.sizeOf(number(photo.sourceWidth), number(photo.sourceHeight))} <span className="unit">px</span>
          </Fact>
        )}
        <Fact name={t.added}>{date(photo.addedAt, 'long')}</Fact>
        {notice?.kind === 'reduced' && <p className="note">{t.reduced(number(notice.megapixels))}</p>}
        <QualityNotes photo={photo} marks={marks} view={viewOf(design)} quality={photo.quality} />
        {!sample && (
          <button
            type="button"
            className="button photo-remove"
            onClick={() => attempt(removePhoto(photo, strings.capture.remove), strings.notStored)}
          >
            <Trash2 size={16} aria-hidden="true" />
            {strings.capture.remove.label}
          </button>
        )}
      </Section>
      <Section title={t.another}>
        <p className="note">{t.replaceText}</p>
        {problem && (
          <p className="note warning" role="alert">
            {problemText(problem)}
          </p>
        )}
        <PhotoInput className="button-row" plain />
      </Section>
    </>
  )
}

/** What the last try found, until the marks are others. */
function useSnapping(marks: Marks | undefined) {
  const last = useStore(snapStore, (s) => s.last)
  return { result: last?.marks === marks ? (last?.result ?? null) : null, busy: last?.result === null }
}
