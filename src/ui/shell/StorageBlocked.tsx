import { strings } from '../strings/strings.ts'
import './tokens.css'
import './base.css'
import './controls.css'
import './start.css'

/** Nothing works without a place to keep the work, and this says so before anything is lost. */
export function StorageBlocked() {
  const t = strings.blocked
  return (
    <main className="blank-screen">
      <h1 className="drop-title">{t.title}</h1>
      <p className="drop-text">{t.text}</p>
      <div className="drop-actions">
        <button type="button" className="button button-large button-solid" onClick={() => location.reload()}>
          {t.again}
        </button>
      </div>
    </main>
  )
}
