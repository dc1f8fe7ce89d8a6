import { X } from 'lucide-react'
import { useStore } from 'zustand'
import type { Design } from '../../../core/design/design.ts'
import { pxAcrossHead } from '../../../core/design/scale/marks.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { number } from '../../shell/figures/format.ts'
import { strings } from '../../strings/strings.ts'
import { tooFewPx } from '../capture/QualityNotes.tsx'
import { Section } from '../PanelParts.tsx'

/** What an import has to say, where it lands: until it is put away or the scale is set. The Photo step keeps it. */
export function ImportNotes({ design }: { design: Design }) {
  const notice = useStore(jobsStore, (s) => s.notice)
  const read = useStore(jobsStore, (s) => s.noticeRead)
  const few = tooFewPx(pxAcrossHead(design))
  if (read || design.scale.status !== 'proposed' || (!notice && few === null)) return null
  return (
    <Section
      title={strings.capture.quality.title}
      aside={
        <button
          type="button"
          className="icon-button notes-away"
          aria-label={strings.toastDismiss}
          onClick={() => jobsStore.setState({ noticeRead: true })}
        >
          <X aria-hidden="true" />
        </button>
      }
    >
      {notice && <p className="note">{strings.photo.reduced(number(notice.megapixels))}</p>}
      {few !== null && <p className="note warning">{few}</p>}
    </Section>
  )
}
