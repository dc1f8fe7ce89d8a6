import { Component, type ReactNode } from 'react'
import { strings } from '../strings/strings.ts'

const t = strings.crash

/** A screen that throws is replaced by calm words and a way on; what was committed is on disk. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return <BlankScreen title={t.title} text={t.text} />
  }
}

/** A screen whose code did not come. */
export const ScreenMissing = () => <BlankScreen title={t.missing} text={strings.partMissing} />

function BlankScreen({ title, text }: { title: string; text: string }) {
  return (
    <main className="blank-screen">
      <h1 className="drop-title">{title}</h1>
      <p className="drop-text">{text}</p>
      <div className="drop-actions">
        <button type="button" className="button button-large button-solid" onClick={() => location.reload()}>
          {t.reload}
        </button>
        <a className="button button-large" href="/">
          {t.library}
        </a>
      </div>
    </main>
  )
}
