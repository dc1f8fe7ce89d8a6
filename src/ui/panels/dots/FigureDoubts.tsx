import type { Design } from '../../../core/design/design.ts'
import { setStep } from '../../../store/viewStore.ts'
import { run } from '../../shell/commands/commands.ts'
import { headStrings as t } from '../../strings/headStrings.ts'
import { doubtsOf, marksInDoubt } from '../scale/headText.ts'

/** Stands over figures while nobody has looked at what they stand on; nothing where somebody has. */
export function FigureDoubts({ design }: { design: Design }) {
  return (
    <>
      {doubtsOf(design).map((doubt) => (
        <p key={doubt} className="note warning">
          {doubt}
        </p>
      ))}
      {marksInDoubt(design) && (
        <button
          type="button"
          className="button"
          onClick={() => {
            run('studio')
            setStep('photo')
          }}
        >
          {t.checkMarks}
        </button>
      )}
    </>
  )
}
