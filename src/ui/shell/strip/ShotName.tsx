/** A snapshot's name under its picture; where it is cut, the number that tells it from others stays. */
export function ShotName({ name, onDoubleClick }: { name: string; onDoubleClick?: () => void }) {
  const [, words = name, count = ''] = /^(.*?)(?: (\(\d+\)))?$/s.exec(name) ?? []
  return (
    <span className="shot-name shot-named" title={name} onDoubleClick={onDoubleClick}>
      <span className="shot-words">{words}</span>
      {count && <span className="shot-count"> {count}</span>}
    </span>
  )
}
