import { type Command, type CommandRegistry, opensForm } from '../../src/core/command.ts'
import { UserError } from '../../src/core/errors.ts'
import type { EpochSeconds } from '../../src/core/identity.ts'
import { parseCommandLine } from '../../src/parse/index.ts'
import { formLine } from '../../src/report/form-line.ts'
import { type GivenOption, lineOf } from './command-line.ts'
import { decodePress, type Press } from './custom-id.ts'
import type { StoredEvent, StoredMessage } from './event.ts'
import type { StoredFile } from './files.ts'
import {
  COMMAND,
  COMPONENT,
  type Interaction,
  type InteractionData,
  isEphemeral,
  isForeign,
  MESSAGE_COMMAND,
  MODAL_SUBMIT,
  placeOf,
  userOf,
} from './interaction.ts'
import { limits } from './limits.ts'
import { keptOf, nameOf } from './message.ts'
import { WORDS } from './options.ts'
import { menuName } from './register.ts'

/** What an interaction asks for. */
export type Intent =
  /** To be stored and answered; `update` keeps the message whose button was pressed in place. */
  | { readonly type: 'answer'; readonly event: StoredEvent; readonly update: boolean }
  /** A form, which is opened at once or never. */
  | { readonly type: 'form'; readonly asked: Press['asked']; readonly event: StoredEvent }
  /** The bot was not added by the server. */
  | { readonly type: 'refuse' }
  /** Nothing that this adapter made. */
  | { readonly type: 'unknown' }

interface Asked {
  readonly asked: StoredEvent['asked']
  readonly page: number
  readonly share: boolean
  readonly message: StoredMessage | null
  readonly file: StoredFile | null
  readonly form: boolean
  /** The line came of a form. */
  readonly submitted?: true
}

const PLAIN = { page: 0, share: false, message: null, file: null, form: false } as const

function isOption(value: unknown): value is GivenOption {
  if (typeof value !== 'object' || value === null) return false
  const { name, value: given } = value as { readonly name?: unknown; readonly value?: unknown }
  return typeof name === 'string' && ['string', 'number', 'boolean'].includes(typeof given)
}

/** Returns the options of an interaction; what is shaped otherwise is left out. */
export function givenOptions(data: InteractionData | undefined): readonly GivenOption[] {
  return Array.isArray(data?.options) ? data.options.filter(isOption) : []
}

function pointedMessage(interaction: Interaction): StoredMessage | null {
  const { data } = interaction
  const found = data?.resolved?.messages?.[data.target_id ?? '']
  return found ? keptOf({ id: data?.target_id ?? '', ...found }, placeOf(interaction).thread) : null
}

function askedByCommand(interaction: Interaction, registry: CommandRegistry): Asked | undefined {
  const { data } = interaction
  if (data?.type === MESSAGE_COMMAND) {
    const command = registry.commands.find(
      (each) => each.menu === 'message' && menuName(each, 'en') === data.name,
    )
    if (!command) return undefined
    const line = command.name
    return { ...PLAIN, asked: { type: 'line', line }, message: pointedMessage(interaction) }
  }
  const command = registry.find(data?.name ?? '')
  if (!command) return undefined
  const given = givenOptions(data)
  const isFile = ({ name }: GivenOption) => command.file === true && name === WORDS.file
  const line = lineOf(
    command,
    given.filter((option) => !isFile(option)),
  )
  const file = givenFile(given.find(isFile), data)
  return { ...PLAIN, asked: { type: 'line', line }, file, form: asksForForm(command, line) }
}

function givenFile(
  option: GivenOption | undefined,
  data: InteractionData | undefined,
): StoredFile | null {
  const found = option && data?.resolved?.attachments?.[String(option.value)]
  if (!found?.url) return null
  return { name: found.filename ?? '', size: found.size ?? null, url: found.url }
}

function asksForForm(command: Command | undefined, line: string): boolean {
  return command !== undefined && opensForm(command, line)
}

function askedByPress(id: string, registry: CommandRegistry): Asked | undefined {
  const press = decodePress(id)
  if (!press) return undefined
  const { asked, does, page } = press
  const opens =
    asked.type === 'line' &&
    asksForForm(registry.find(asked.line.trim().split(/\s/)[0] ?? ''), asked.line)
  return { ...PLAIN, asked, page, share: does === 'share', form: does === 'form' || opens }
}

/** Returns the filled fields of a form in their order, whatever components hold them. */
function fieldsOf(
  components: readonly unknown[] | undefined,
): readonly (readonly [name: string, value: string])[] {
  const found: (readonly [name: string, value: string])[] = []
  const visit = (each: unknown, depth: number): void => {
    if (typeof each !== 'object' || each === null || depth > 4) return
    const {
      custom_id,
      value,
      values,
      component,
      components: inner,
    } = each as Readonly<Record<string, unknown>>
    if (typeof custom_id === 'string') {
      const texts = Array.isArray(values) ? values : [value]
      const text = texts.filter((one) => typeof one === 'string').join(',')
      if (text.trim() !== '') found.push([custom_id, text])
    }
    visit(component, depth + 1)
    if (Array.isArray(inner)) for (const one of inner) visit(one, depth + 1)
  }
  for (const each of components ?? []) visit(each, 0)
  return found
}

function askedByForm({ data }: Interaction): Asked | undefined {
  const press = decodePress(data?.custom_id ?? '')
  if (press?.does !== 'form' || press.asked.type !== 'line') return undefined
  const line = formLine(press.asked.line, fieldsOf(data?.components))
  return { ...PLAIN, asked: { type: 'line', line }, submitted: true }
}

function askedBy(interaction: Interaction, registry: CommandRegistry): Asked | undefined {
  switch (interaction.type) {
    case COMMAND:
      return askedByCommand(interaction, registry)
    case COMPONENT:
      return askedByPress(interaction.data?.custom_id ?? '', registry)
    case MODAL_SUBMIT:
      return askedByForm(interaction)
    default:
      return undefined
  }
}

/** Returns the command that a line calls, as far as its first word tells. */
function calledBy(asked: StoredEvent['asked'], registry: CommandRegistry): Command | undefined {
  return asked.type === 'line' ? registry.find(asked.line.trim().split(/\s/)[0] ?? '') : undefined
}

/** A mistake that the line alone shows is told to the caller alone from the start. */
function isMistaken(asked: StoredEvent['asked'], registry: CommandRegistry, now: EpochSeconds) {
  if (asked.type === 'key') return false
  try {
    parseCommandLine(asked.line, { registry, now, zone: 'UTC', locale: 'en', span: undefined })
    return false
  } catch (error) {
    return error instanceof UserError
  }
}

/** Returns what an interaction asks for, and who is to see the answer. */
export function intentOf(
  interaction: Interaction,
  registry: CommandRegistry,
  now: EpochSeconds,
): Intent {
  const asked = askedBy(interaction, registry)
  if (!asked) return { type: 'unknown' }
  if (isForeign(interaction)) return { type: 'refuse' }
  const command = calledBy(asked.asked, registry)
  const isDirect = interaction.guild_id === undefined
  const isPressed = interaction.type === COMPONENT
  const wasPrivate = isPressed && isEphemeral(interaction)
  const wantsPrivate =
    !asked.share && (command?.audience !== 'channel' || isMistaken(asked.asked, registry, now))
  // What only the caller may see never takes the place of what everyone sees.
  const update =
    isPressed &&
    !asked.share &&
    (isDirect || wasPrivate || !(wantsPrivate && asked.asked.type === 'line'))
  const isPrivate = isDirect || (update ? wasPrivate : wantsPrivate)
  const user = userOf(interaction)
  const event: StoredEvent = {
    version: 1,
    application: interaction.application_id,
    interaction: interaction.id,
    token: interaction.token,
    asked: asked.asked,
    page: asked.page,
    edits: update,
    private: isPrivate,
    share: asked.share,
    guild: interaction.guild_id ?? null,
    ...placeOf(interaction),
    user: {
      id: user.id ?? '',
      name: nameOf(user, interaction.member?.nick),
      bot: user.bot === true,
    },
    roles: interaction.member?.roles ?? [],
    permissions: interaction.member?.permissions ?? null,
    locale: interaction.locale ?? null,
    fileBytes: interaction.attachment_size_limit ?? limits.fileBytes,
    message: asked.message,
    ...(asked.file ? { file: asked.file } : {}),
    ...(asked.submitted ? { form: true } : {}),
  }
  return asked.form
    ? { type: 'form', asked: asked.asked, event }
    : { type: 'answer', event, update }
}
