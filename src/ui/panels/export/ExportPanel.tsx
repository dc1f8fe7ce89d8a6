import { useEffect, useRef, useState } from 'react'
import { Check, FileDown, Image, Layers, Ruler } from 'lucide-react'
import { Radio, RadioGroup } from 'react-aria-components'
import { useStore } from 'zustand'
import { isScaled } from '../../../core/design/scale/calibration.ts'
import type { Design } from '../../../core/design/design.ts'
import { isMeasurable } from '../../../core/design/lines/measuredLine.ts'
import { isConsentMissing } from '../../../core/plan/consent.ts'
import { exportCase } from '../../../store/saving/backupActions.ts'
import { readConsenting } from '../../../store/papers/consentActions.ts'
import { comparedVisits } from '../../../store/compare/comparedVisits.ts'
import { compareStore, sidesShown } from '../../../store/compare/compareStore.ts'
import { designStore } from '../../../store/designStore.ts'
import { exportStencil } from '../../../store/papers/documentActions.ts'
import {
  designsOf,
  exportPicture,
  pictureSizes,
  type PictureExport,
  type PictureSizes,
} from '../../../store/papers/exportActions.ts'
import { faceCoverOf, isFaceSeen } from '../../../store/papers/faceCover.ts'
import { jobsStore } from '../../../store/jobsStore.ts'
import { comparedPaper, sidesElsewhere, workingPaper, type PaperDesign } from '../../../store/papers/paperDesign.ts'
import { routeStore } from '../../../store/routeStore.ts'
import { shownPlan } from '../../../store/plan/shownPlan.ts'
import { setView, viewStore } from '../../../store/viewStore.ts'
import { number } from '../../shell/figures/format.ts'
import { exportStrings as t } from '../../strings/exportStrings.ts'
import { sideName } from '../compare/comparedItems.ts'
import { Segmented } from '../Segmented.tsx'
import type { PatientSummary } from '../shownTypes.ts'
import { SwitchRow } from '../SwitchRow.tsx'
import { CoverNote, PublishNote, SizeNote } from './pictureNotes.tsx'
import { exportShownPlan } from './planExport.ts'
import { sideNames } from './sideNames.ts'
import { stencilSure, stencilTexts } from './stencilSaid.ts'
import { usualPaper } from './usualPaper.ts'
import { whyNoPlan } from './whyNoPlan.ts'
import './export.css'

const kinds = ['picture', 'plan', 'stencil', 'case'] as const
type Kind = (typeof kinds)[number]
type Patient = PatientSummary['patient']
type Paper = Parameters<typeof exportStencil>[1]

const icons = { picture: Image, plan: FileDown, stencil: Ruler, case: Layers }

const close = () => setView({ exportOpen: false })

/** What is exported, how, and the button that does it. */
export function ExportPanel() {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const open = useStore(designStore)
  const { patient } = open
  const busy = useStore(jobsStore, (s) => s.exporting)
  const comparing = useStore(routeStore, (s) => s.screen === 'compare')
  const compared = useStore(compareStore)
  const others = useStore(comparedVisits, (s) => s.others)
  const working = workingPaper(open)
  const sides = sidesShown(compared)
  const beside = t.together(sides.map((side) => side.toUpperCase()))
  const planKind = useStore(viewStore, (s) => s.planKind)
  const [kind, setKind] = useState<Kind>(planKind ? 'plan' : 'picture')
  const [what, setWhat] = useState<'both' | 'b'>('both')
  const [format, setFormat] = useState<PictureExport['format']>('png')
  const [coverFace, setCoverFace] = useState(true)
  const [scaleBar, setScaleBar] = useState(true)
  const [patientName, setPatientName] = useState(false)
  const [size, setSize] = useState<'original' | 'working'>('original')
  const sizes = usePictureSizes(kind === 'picture')
  const [paper, setPaper] = useState<Paper>(usualPaper)
  const paperOf = comparing ? comparedPaper(open, compared, others) : working
  const patientId = patient?.id
  useEffect(() => {
    // Another tab may have taken the consent back; before anything leaves it is read again.
    if (patientId !== undefined) void readConsenting(patientId).catch(() => null)
  }, [patientId])
  if (!working || !paperOf || !patient) return null

  const { design } = working
  const shown = comparing ? (format === 'layer' ? 'b' : what) : 'design'
  const sidesOf = shown === 'design' ? shown : shown === 'b' ? (['b'] as const) : sides
  const pictured = hasPicture(kind, format)
  const cover = faceCoverOf(design, kind === 'picture' ? designsOf(sidesOf) : [paperOf.picture])
  const showsFace = pictured && isFaceSeen(cover, coverFace)
  const unsigned = showsFace && isConsentMissing(patient)
  const why =
    (kind === 'picture' ? whyNoPicture() : whyNoPaper(kind, paperOf.design)) ??
    (unsigned ? (coverFace ? t.needMarks : t.needConsent) : null)
  const stencilSaid = kind === 'stencil' && why === null ? stencilSure(paperOf.design) : null
  const plan = shownPlan(paperOf.design, planKind)
  const name = (id: Kind): string => t.kinds[id === 'plan' ? plan : id]
  const note = (id: Kind): string =>
    id === 'picture'
      ? t.pictureNote(t.formatNames[format], shown === 'both' ? t.sideBySide(beside) : t.whats[shown])
      : t.notes[id === 'plan' ? plan : id]

  function whyNoPicture(): string | null {
    if (!comparing) return null
    const elsewhere = sidesElsewhere(compared, shown === 'both' ? sides : ['b'], others)
    if (elsewhere.length > 0) return shown === 'both' ? t.twoVisits : t.otherVisitInB
    return format === 'layer' && compared.b === 'before' ? t.needSnapshot : null
  }

  async function run(of: PaperDesign, { id, sample }: Patient): Promise<void> {
    let refused = false
    switch (kind) {
      case 'picture':
        refused = await exportPicture({
          what: sidesOf,
          format,
          original: size === 'original' && sizes?.holds === true && shown !== 'both',
          coverFace,
          scaleBar,
          patientName,
          labels: sideNames(compared, sides, patientName || sample).map((called, i) =>
            t.side(sides[i]!.toUpperCase(), called),
          ),
        })
        break
      case 'plan':
        refused = await exportShownPlan(of, { paper, coverFace, patientName })
        break
      case 'stencil':
        await exportStencil(of.design, paper, stencilTexts(of))
        break
      case 'case':
        close()
        await exportCase(id)
        return
    }
    // What it was refused for is said here.
    if (!refused) close()
  }

  return (
    <div ref={panel} className="export popover" role="dialog" aria-label={t.title} tabIndex={-1}>
      <h2 className="export-title">{t.title}</h2>
      <RadioGroup
        aria-label={t.kind}
        className="export-kinds"
        value={kind}
        onChange={(value) => setKind(kinds.find((id) => id === value) ?? 'picture')}
      >
        {kinds.map((id) => {
          const Icon = icons[id]
          return (
            <Radio key={id} value={id} className="export-kind">
              <Icon size={20} strokeWidth={1.6} aria-hidden="true" />
              <span className="export-kind-text">
                <span className="export-kind-name">{name(id)}</span>
                <span className="export-kind-note">{note(id)}</span>
              </span>
              <Check className="export-check" size={18} aria-hidden="true" />
            </Radio>
          )
        })}
      </RadioGroup>
      <div className="export-settings">
        {kind === 'picture' && comparing && format !== 'layer' && (
          <Segmented<'both' | 'b'>
            label={t.what}
            value={what}
            options={[
              { id: 'both', name: t.sideBySide(beside), content: beside },
              { id: 'b', name: t.onlyB },
            ]}
            onChange={setWhat}
          />
        )}
        {kind === 'picture' && (
          <Segmented<PictureExport['format']>
            label={t.format}
            value={format}
            options={(['png', 'jpeg', 'layer'] as const).map((id) => ({ id, name: t.formats[id] }))}
            onChange={setFormat}
          />
        )}
        {kind === 'picture' && shown !== 'both' && sizes?.holds && (
          <Segmented<'original' | 'working'>
            label={t.size}
            value={size}
            options={(['original', 'working'] as const).map((id) => {
              const mp = number(id === 'original' ? sizes.originalMp : sizes.workingMp, 1)
              return { id, name: t.megapixels(t.sizes[id], mp), content: `${mp} MP` }
            })}
            onChange={setSize}
          />
        )}
        {(kind === 'plan' || kind === 'stencil') && (
          <Segmented<Paper>
            label={t.paper}
            value={paper}
            options={(['a4', 'letter'] as const).map((id) => ({ id, name: t.papers[id] }))}
            onChange={setPaper}
          />
        )}
        {pictured && cover.how !== 'none' && (
          <SwitchRow label={cover.how === 'eyes' ? t.hideEyes : t.hideFace} on={coverFace} onChange={setCoverFace} />
        )}
        {pictured && (
          <SwitchRow
            label={kind === 'plan' ? t.nameOnPlan : t.patientName}
            on={patientName}
            onChange={setPatientName}
          />
        )}
        {kind === 'picture' && format !== 'layer' && isScaled(design) && (
          <SwitchRow label={t.scaleBar} on={scaleBar} onChange={setScaleBar} />
        )}
        {(kind === 'plan' || kind === 'stencil') && <PaperNote of={paperOf} />}
        <p className="note" role={unsigned ? 'status' : undefined}>
          {why ?? noteOf(kind, format)}
        </p>
        {pictured && coverFace && !unsigned && <CoverNote cover={cover} />}
        {unsigned && (
          <button type="button" className="button button-wide" onClick={() => setView({ consentOf: patient.id })}>
            {t.consent}
          </button>
        )}
        {kind === 'picture' && format !== 'layer' && !unsigned && (
          <PublishNote patient={patient} showsFace={showsFace} />
        )}
        {stencilSaid && (
          <p className="note" role={stencilSaid.unsure ? 'status' : undefined}>
            {stencilSaid.text}
          </p>
        )}
        {kind === 'picture' && sizes && <SizeNote {...sizes} both={shown === 'both'} />}
        <button
          type="button"
          className="button button-solid button-wide"
          disabled={busy || why !== null}
          onClick={() => void run(paperOf, patient)}
        >
          {busy ? t.running : stencilSaid?.unsure ? t.runAllTheSame : t.run[kind]}
        </button>
      </div>
    </div>
  )
}

/** Whether the photo is seen in it. A case file is a copy of what is kept here, and is no picture. */
const hasPicture = (kind: Kind, format: PictureExport['format']): boolean =>
  kind === 'plan' || (kind === 'picture' && format !== 'layer')

/** Which design it is, where one compares. */
function PaperNote({ of: { from } }: { of: PaperDesign }) {
  const b = useStore(compareStore, (s) => sideName(s, 'b'))
  if (from === 'open') return null
  return <p className="note">{from === 'b' ? t.paperOf.b(b) : t.paperOf[from]}</p>
}

function whyNoPaper(kind: Exclude<Kind, 'picture'>, design: Design): string | null {
  switch (kind) {
    case 'plan':
      return whyNoPlan(design)
    case 'stencil':
      if (!isScaled(design)) return t.needScale
      return isMeasurable(design, 'height', 'both') ? null : t.needHead
    case 'case':
      return null
  }
}

function noteOf(kind: Kind, format: PictureExport['format']): string {
  switch (kind) {
    case 'picture':
      return format === 'layer' ? t.layerNote : t.note
    case 'plan':
      return t.planNote
    case 'stencil':
      return t.stencilNote
    case 'case':
      return t.caseNote
  }
}

/** @param asked whether a picture is to be made; null until it is known, and where the photo is worked on as it was taken. */
function usePictureSizes(asked: boolean): PictureSizes | null {
  const photo = useStore(designStore, (s) => s.photo)
  const [known, setKnown] = useState<{ readonly photoId: string; readonly sizes: PictureSizes | null } | null>(null)
  useEffect(() => {
    if (asked && photo) void pictureSizes(photo).then((sizes) => setKnown({ photoId: photo.id, sizes }))
  }, [asked, photo])
  return known && known.photoId === photo?.id ? known.sizes : null
}
