import { whoseConsent } from '../../../store/papers/whoseConsent.ts'
import { lock, lockStore } from '../../../store/lockStore.ts'
import { navigate, routeStore } from '../../../store/routeStore.ts'
import { setView } from '../../../store/viewStore.ts'
import { lockStrings } from '../../strings/lockStrings.ts'
import { storageStrings } from '../../strings/storageStrings.ts'
import { strings } from '../../strings/strings.ts'
import { transferStrings } from '../../strings/transferStrings.ts'
import type { Command } from './command.ts'

/** What can be asked for on every screen: all that the library knows of the table, so that it is there before the studio is. */
export const anywhereCommands: readonly Command[] = [
  {
    id: 'library',
    title: strings.screens.library,
    words: strings.commands.words.library,
    keys: [],
    group: 'view',
    isEnabled: () => routeStore.getState().screen !== 'library',
    run: () => navigate('/'),
  },
  {
    id: 'backups',
    title: transferStrings.backups,
    words: transferStrings.words,
    keys: [],
    group: 'view',
    isEnabled: () => true,
    run: () => setView({ backupsOpen: true }),
  },
  {
    id: 'consent',
    title: strings.library.consent,
    words: strings.library.consentWords,
    keys: [],
    group: 'view',
    isEnabled: () => whoseConsent()?.sample === false,
    why: () => (whoseConsent() ? strings.library.consentOfSample : strings.library.consentOfWhom),
    run: () => setView({ consentOf: whoseConsent()?.id ?? null }),
  },
  {
    id: 'search',
    title: strings.commandSearch.title,
    keys: ['$mod+k'],
    group: 'view',
    isEnabled: () => true,
    run: () => setView({ searchOpen: true }),
  },
  {
    id: 'settings',
    title: strings.settings.title,
    words: strings.settings.words,
    keys: ['$mod+,'],
    group: 'view',
    isEnabled: () => true,
    run: () => setView({ settingsOpen: true }),
  },
  {
    id: 'lock',
    title: lockStrings.lock,
    words: lockStrings.words,
    keys: ['$mod+Alt+KeyL'],
    group: 'view',
    anytime: true,
    isEnabled: () => true,
    run: () => (lockStore.getState().hasPin ? lock() : setView({ pinOpen: 'setToLock' })),
  },
  {
    id: 'storage',
    title: storageStrings.manage,
    words: storageStrings.words,
    keys: [],
    group: 'view',
    isEnabled: () => true,
    run: () => setView({ storageOpen: true }),
  },
  {
    id: 'shortcuts',
    title: strings.help,
    keys: ['?', 'Shift+?'],
    group: 'view',
    isEnabled: () => true,
    run: () => setView({ shortcutsOpen: true }),
  },
]

/** @throws Error for an id that none of them has. */
export function anywhere(id: string): Command {
  const row = anywhereCommands.find((command) => command.id === id)
  if (!row) throw new Error(`No command for every screen is called ${id}.`)
  return row
}
