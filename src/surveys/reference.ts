import type { CommandContext } from '../core/command.ts'
import { UserError } from '../core/errors.ts'
import type { SurveyId, WorkspaceId } from '../core/identity.ts'
import type { Survey, SurveyWave } from '../core/survey.ts'
import { fold } from '../language/fold.ts'

/** A survey as a line names it: `S-1`, `S-1.2` for its second wave; a button also names the workspace. */
export interface SurveyReference {
  readonly survey: SurveyId
  readonly wave: number | null
  readonly workspace: WorkspaceId | null
}

const REFERENCE = /^(?:s-?)?(\d{1,9})(?:\.(\d{1,6}))?(?:@(\d{1,9}))?$/i

/** Returns the survey that a word names; undefined for any other word. */
export function readReference(text: string): SurveyReference | undefined {
  const [, survey, wave, workspace] = REFERENCE.exec(text) ?? []
  if (survey === undefined) return undefined
  return {
    survey: Number(survey) as SurveyId,
    wave: wave === undefined ? null : Number(wave),
    workspace: workspace === undefined ? null : (Number(workspace) as WorkspaceId),
  }
}

/** Returns the id of a survey as people see it. */
export function shownSurvey({ id }: Pick<Survey, 'id'>): string {
  return `S-${id}`
}

/** Returns what a button calls a wave: it holds wherever it is pressed. */
export function shownWave({
  survey,
  wave,
  workspace,
}: Pick<SurveyWave, 'survey' | 'wave' | 'workspace'>): string {
  return `S-${survey}.${wave}@${workspace}`
}

/** Returns the survey of an id or a name. Throws a UserError where there is none. */
export async function findSurvey(
  named: string | undefined,
  { store, workspaceId }: Pick<CommandContext, 'store' | 'workspaceId'>,
): Promise<Survey> {
  const word = named?.trim() ?? ''
  const reference = readReference(word)
  const byId = reference && (await store.surveys.find(workspaceId, reference.survey))
  if (byId) return byId
  const all = await store.surveys.list(workspaceId)
  const byName = word === '' ? undefined : all.find(({ name }) => fold(name) === fold(word))
  if (byName) return byName
  const [only] = all
  throw new UserError(
    word === '' ? 'surveys.which' : 'surveys.no-such-survey',
    { name: word.slice(0, 60) },
    only ? `survey results ${shownSurvey(only)}` : 'survey create nps',
  )
}
