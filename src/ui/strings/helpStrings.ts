/** The first steps, the search for commands, the shortcuts and what is said of the program itself. */
export const helpStrings = {
  coach: {
    label: 'First steps',
    step: (n: number, of: number) => `Step ${n} of ${of}`,
    skip: 'Skip',
    next: 'Next',
    done: 'Done',
    marks: [
      ['Check the scale', 'Millimetres, areas and prices stand on it.'],
      [
        'Drag a point to shape the hairline',
        'The other side follows while Mirror is on.',
        'Hold Shift to move one side alone.',
      ],
      ['Fill with dots', 'Change density any time.'],
      ['Save a snapshot', 'Then compare it with before.'],
    ],
  },

  commandSearch: {
    title: 'Search commands',
    placeholder: 'Mirror, brush, compare',
    list: 'Commands',
    none: (typed: string) => `No command is called “${typed}”.`,
  },

  shortcuts: {
    title: 'Shortcuts',
    singleKeys: 'Single-letter keys',
    /** What is at hand, before all the rest: `In hand: Hairline`. */
    inHand: (tool: string) => `In hand: ${tool}`,
    gestures: 'Touch and pencil',
    gestureRows: [
      ['Two fingers', 'Pan and zoom; turn, with Rotate view in Settings'],
      ['Two-finger tap', 'Undo'],
      ['Three-finger tap', 'Redo'],
      ['Pencil', 'Draws; one finger then pans'],
    ],
    mouse: 'Mouse',
    mouseRows: [
      ['Wheel', 'Pan'],
      ['Ctrl or Cmd + wheel', 'Zoom at the pointer'],
      ['Double-click a label', 'Back to the default'],
      ['Tab, after the photo', 'Hides or shows the panels'],
    ],
    /** Of single tools. */
    toolRows: {
      hairline: [
        ['Click the hairline', 'Adds a point; dragging bends the line'],
        ['Hold on the hairline', 'Adds a point, by finger'],
        ['Shift + drag a handle', 'One side only'],
        ['Alt + click a point', 'Corner, or smooth again'],
        ['Ctrl or Cmd + drag', 'No snapping'],
      ],
      brush: [
        ['Shift + brush', 'Straight line from the last stroke'],
        ['Alt + brush', 'The opposite: erases, or paints'],
      ],
      lasso: [['Alt + lasso', 'Takes away']],
      select: [
        ['Click a line, area or measure', 'Takes it in hand; Delete removes it'],
        ['Drag it', 'Moves it as a whole'],
        ['Alt + drag it', 'Moves a copy'],
        ['Arrows', 'Move it by 1 px, with Shift by 10'],
        ['Shift + click', 'Takes it beside the others, or lets it go'],
        ['Tab, then Enter', 'Keeps it selected while others are added'],
        ['Double-click a line', 'Goes into its points'],
      ],
      dots: [['Alt + click shaved hair', 'Matches its shade and density']],
      scale: [
        ['Drag, or click two points', 'Lays the known length over them'],
        ['Shift + drag a scale point', 'Onto a mark of the face'],
      ],
      measure: [
        ['Shift + measure', 'Level, upright or at 45°'],
        ['Two clicks, Enter', 'A distance without dragging'],
        ['Enter', 'A distance in the middle of the view; Shift + Enter an angle'],
        ['Drag an end, or arrows', 'Moves it'],
        ['Ctrl or Cmd + press', 'Begins another one on an end'],
      ],
    },
    groups: { tools: 'Tools', steps: 'Steps', view: 'View', edit: 'Edit' },
    about: 'About Trichion',
    close: 'Close',
  },

  about: {
    title: 'About Trichion',
    version: (v: string) => `Version ${v}`,
    what: 'Designs hairlines and dot fills on a photo, to scale. Every picture of dots is a simulation; real results vary. Photos never leave this device.',
    licence: 'MIT licence. No warranty.',
    credits: 'Made with',
    creditRows: [
      ['Sample patient', 'MakeHuman base mesh, rendered for this program', 'CC0 1.0'],
      ['React, React DOM', 'Meta', 'MIT'],
      ['React Aria Components', 'Adobe', 'Apache 2.0'],
      ['Konva, react-konva', 'Anton Lavrenov', 'MIT'],
      ['libheif, libde265', 'struktur AG, loaded for HEIC only', 'LGPL 3'],
      ['Zustand', 'Poimandres', 'MIT'],
      ['Comlink', 'Google', 'Apache 2.0'],
      ['idb', 'Jake Archibald', 'ISC'],
      ['Valibot', 'Fabian Hiller', 'MIT'],
      ['Lucide', 'Lucide contributors', 'ISC'],
      ['tinykeys', 'Jamie Kyle', 'MIT'],
    ],
  },
} as const
