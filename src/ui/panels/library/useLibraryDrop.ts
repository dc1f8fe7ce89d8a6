import { useEffect, useState } from 'react'
import { toast } from '../../../store/jobsStore.ts'
import { addFilesTo } from '../../../store/visits/sortingStore.ts'
import { strings } from '../../strings/strings.ts'
import type { PatientSummary } from '../shownTypes.ts'

/** Takes photos that are dropped onto a patient's card or panel. Returns the id of the patient that they hover over. */
export function useLibraryDrop(patients: readonly PatientSummary[] | null): string | null {
  const [over, setOver] = useState<string | null>(null)
  useEffect(() => {
    const carriesFile = (e: DragEvent) => e.dataTransfer?.types.includes('Files') ?? false
    const patientAt = (e: DragEvent): PatientSummary | undefined => {
      const place = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-patient]') : null
      return patients?.find((p) => p.patient.id === place?.dataset.patient)
    }
    const hover = (e: DragEvent) => {
      if (!carriesFile(e)) return
      e.preventDefault()
      setOver(patientAt(e)?.patient.id ?? null)
    }
    const leave = (e: DragEvent) => {
      if (e.relatedTarget === null) setOver(null)
    }
    const drop = (e: DragEvent) => {
      if (!carriesFile(e) || e.defaultPrevented) return
      e.preventDefault()
      setOver(null)
      const patient = patientAt(e)
      const visit = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-visit]') : null
      const files = [...(e.dataTransfer?.files ?? [])]
      if (patient) void addFilesTo(patient, files, { visitId: visit?.dataset.visit })
      else toast(strings.library.dropElsewhere)
    }
    addEventListener('dragover', hover)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', hover)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [patients])
  return over
}
