const handleNames: Readonly<Record<string, string>> = {
  midline: 'Midline point',
  midFrontal: 'Mid-frontal point',
  apex: 'Frontotemporal apex',
  temporalMid: 'Temporal point',
  templePoint: 'Temple point',
  sideburn: 'Sideburn',
  glabella: 'Glabella',
  midlineTop: 'Midline',
  eyeRight: 'Eye corner, right',
  eyeLeft: 'Eye corner, left',
  outlineTop: 'Head outline, top',
  outlineRight: 'Head outline, right',
  outlineBottom: 'Head outline, chin',
  outlineLeft: 'Head outline, left',
  outlineShoulderRight: 'Head outline, upper right',
  outlineShoulderLeft: 'Head outline, upper left',
  scaleA: 'Scale point, first',
  scaleB: 'Scale point, second',
}

/** `right.apex` is the frontotemporal apex on the patient's right. */
export function handleName(handle: string): string {
  if (/^rim\d+$/.test(handle)) return `Head edge, point ${1 + Number(handle.slice(3))}`
  const [side, half] = handle.split('.')
  return half ? `${handleNames[half] ?? half}, ${side}` : (handleNames[handle] ?? handle)
}

/** `Added point 2, right, between apex and temporal point`; numbered where others stand between the same two. */
export function addedName(side: string, span: string, number: number | null): string {
  const names = ['midline', 'midFrontal', 'apex', 'temporalMid', 'templePoint', 'sideburn']
  const [from, to] = [shortName(span), shortName(names[names.indexOf(span) + 1])]
  return `Added point${number === null ? '' : ` ${number}`}, ${side}, between ${from} and ${to}`
}

/** As it stands in a sentence: `apex`, `temple point`. */
export const shortName = (name = ''): string => (name === 'apex' ? 'apex' : (handleNames[name] ?? name).toLowerCase())
