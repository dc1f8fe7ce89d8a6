import { storageStrings } from '../../strings/storageStrings.ts'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/controls.css'
import '../start.css'

/** Nothing works without a place to keep the work, and this says so before anything is lost. */
export function StorageBlocked({ why }: { why: keyof Omit<typeof storageStrings.blocked, 'again'> }) {
  const { title, text } = storageStrings.blocked[why]
  return (
    <main className="blank-screen" aria-busy={why === 'slow'}>
      <h1 className="drop-title">{title}</h1>
      <p className="drop-text">{text}</p>
      {why !== 'slow' && (
        <div className="drop-actions">
          <button type="button" className="button button-large button-solid" onClick={() => location.reload()}>
            {why === 'newer' ? storageStrings.reload : storageStrings.blocked.again}
          </button>
        </div>
      )}
    </main>
  )
}
