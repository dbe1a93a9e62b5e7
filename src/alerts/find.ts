import type { Alert } from '../core/alert.ts'
import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { AlertId } from '../core/identity.ts'
import { numberOfId } from '../parse/index.ts'

/** Returns the alerts of ids or names, each once. Throws a UserError where one is not there. */
export async function findAlerts(
  names: readonly string[],
  context: CommandContext,
): Promise<readonly Alert[]> {
  const found = new Map<AlertId, Alert>()
  for (const name of names) {
    const alert = await findAlert(name, context)
    found.set(alert.id, alert)
  }
  return [...found.values()]
}

/** Returns the alert of an id or a name. Throws a UserError where there is none. */
export async function findAlert(
  text: string,
  { store, workspaceId }: CommandContext,
): Promise<Alert> {
  const number = numberOfId('A', text)
  const byId =
    number === undefined ? undefined : await store.alerts.find(workspaceId, number as AlertId)
  if (byId) return byId
  const all = await store.alerts.list(workspaceId)
  const byName = all.find(({ name }) => name.toLowerCase() === text.toLowerCase())
  if (byName) return byName
  throw new UserError('alerts.no-such-alert', { name: text.slice(0, 60) }, 'alert list')
}
