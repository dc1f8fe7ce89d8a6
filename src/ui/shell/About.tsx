import { setView } from '../../store/viewStore.ts'
import { version } from './version.ts'
import { Logo } from './glyphs.tsx'
import { Modal } from './Modal.tsx'
import { strings } from '../strings/strings.ts'

const t = strings.about

export function About() {
  return (
    <Modal title={t.title} className="about" onClose={() => setView({ aboutOpen: false })}>
      <div className="about-head">
        <Logo />
        <div>
          <p className="about-name">{strings.app}</p>
          <p className="note">{t.version(version)}</p>
        </div>
      </div>
      <p className="about-text">{t.what}</p>
      <p className="note">{t.licence}</p>
      <h3 className="section-title">{t.credits}</h3>
      <ul className="credits">
        {t.creditRows.map(([name, who, licence]) => (
          <li key={name}>
            <span className="credit-name">{name}</span>
            <span className="credit-who">{who}</span>
            <span className="credit-licence">{licence}</span>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
