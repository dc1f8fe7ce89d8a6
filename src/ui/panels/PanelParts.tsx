import { createContext, useContext, useId, type ReactNode } from 'react'

/** What stands at the end of every panel's head. */
export const PanelHeadEnd = createContext<ReactNode>(null)

export function PanelHead({ title, children }: { title: string; children?: ReactNode }) {
  const end = useContext(PanelHeadEnd)
  return (
    <header className="panel-head">
      <h1 className="panel-title">{title}</h1>
      <div className="panel-actions">
        {children}
        {end}
      </div>
    </header>
  )
}

/** A part of a panel; what decides the step stays in sight at the end of the panel. */
export function Section(props: { title?: string; aside?: ReactNode; decides?: boolean; children: ReactNode }) {
  const id = useId()
  return (
    <section
      className={`section ${props.decides ? 'section-decides' : ''}`}
      aria-labelledby={props.title ? id : undefined}
    >
      {props.title && (
        <div className="section-head">
          <h2 id={id} className="section-title">
            {props.title}
          </h2>
          {props.aside}
        </div>
      )}
      {props.children}
    </section>
  )
}

/** A fact with its name. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="fact">
      <span className="fact-name">{name}</span>
      <span className="fact-value">{children}</span>
    </div>
  )
}
