import { readKey } from '../core/access.ts'
import type { WorkspaceId } from '../core/identity.ts'
import type { Person, PersonFiles, Traces } from '../core/privacy.ts'
import type { Store } from '../core/store.ts'
import { customerOf, pseudonymOf } from '../surveys/pseudonym.ts'

/** Returns as what else a person is stored: an account answers surveys under two pseudonyms. */
export async function subjectsOf(
  store: Store,
  workspace: WorkspaceId,
  person: Person,
): Promise<readonly Person[]> {
  if (person.dimension !== 'account') return [person]
  const pseudonym = await pseudonymOf(store, workspace, readKey(person.name))
  return [
    person,
    { dimension: 'respondent', name: pseudonym },
    { dimension: 'customer', name: await customerOf(store, workspace, pseudonym) },
  ]
}

/** Returns the person under the name that is stored: who is named by an address is kept under its hash. */
export async function storedPerson(
  store: Store,
  workspace: WorkspaceId,
  person: Person,
): Promise<Person> {
  const { dimension } = person
  if (dimension !== 'customer' && dimension !== 'author') return person
  const name = await store.findName(workspace, dimension, person.name)
  return { dimension, name: name ?? person.name }
}

/** Returns what is stored of a person in every guise. */
export async function allTraces(
  store: Store,
  workspace: WorkspaceId,
  person: Person,
): Promise<Traces> {
  const subjects = await subjectsOf(store, workspace, person)
  const all = await Promise.all(subjects.map((each) => store.privacy.traces(workspace, each)))
  const [own, ...others] = all
  if (own === undefined || others.length === 0)
    return own ?? (await store.privacy.traces(workspace, person))
  const found = all.some(({ names }) => names.length > 0)
  const sum = (key: (typeof COUNTS)[number]): number =>
    all.reduce((total, traces) => total + traces[key], 0)
  const counts = Object.fromEntries(COUNTS.map((key) => [key, sum(key)])) as Pick<
    Traces,
    (typeof COUNTS)[number]
  >
  const customer = others.at(-1) ?? own
  const names = found ? [own.names[0] ?? person.name] : []
  return { ...customer, ...counts, names, ...filesOf(all) }
}

/** Returns the files of all guises, each once; none where none were looked at. */
function filesOf(all: readonly Traces[]): Pick<Traces, 'files'> {
  const looked = all.flatMap(({ files }) => files ?? [])
  if (looked.length === 0) return {}
  const each = (key: keyof PersonFiles) => [...new Set(looked.flatMap((files) => files[key]))]
  return { files: { touched: each('touched'), left: each('left') } }
}

const COUNTS = ['feedback', 'texts', 'mentions', 'reports', 'messages', 'surveys', 'log'] as const
