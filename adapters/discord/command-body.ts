import {
  type ApplicationCommandOptionBase,
  ContextMenuCommandBuilder,
  SlashCommandBuilder,
  type SlashCommandStringOption,
} from 'discord.js'
import { ATTACHMENT, type CommandOption } from './options.ts'
import { CHAT_INPUT, type RegisteredCommand } from './register.ts'

/**
 * Returns what is sent to register a command. Throws the library's error where Discord
 * would refuse it.
 */
export function commandBody(
  command: RegisteredCommand,
): { readonly type: number } & Readonly<Record<string, unknown>> {
  const { contexts, integration_types, name, name_localizations } = command
  if (command.type !== CHAT_INPUT) {
    const menu = new ContextMenuCommandBuilder()
      .setType(command.type)
      .setName(name)
      .setNameLocalizations(name_localizations)
      .setContexts(...contexts)
      .setIntegrationTypes(...integration_types)
      .toJSON()
    return { ...menu }
  }
  const typed = new SlashCommandBuilder()
    .setName(name)
    .setNameLocalizations(name_localizations)
    .setDescription(command.description)
    .setDescriptionLocalizations(command.description_localizations)
    .setContexts(...contexts)
    .setIntegrationTypes(...integration_types)
  for (const option of command.options) {
    if (option.type === ATTACHMENT) {
      typed.addAttachmentOption((builder) => describeOption(builder, option))
    } else typed.addStringOption((builder) => choiceOption(describeOption(builder, option), option))
  }
  return { ...typed.toJSON(), type: CHAT_INPUT }
}

function describeOption<Builder extends ApplicationCommandOptionBase>(
  builder: Builder,
  option: CommandOption,
): Builder {
  return builder
    .setName(option.name)
    .setNameLocalizations(option.name_localizations)
    .setDescription(option.description)
    .setDescriptionLocalizations(option.description_localizations)
    .setRequired(option.required)
}

/** Choices and completion exclude each other. */
function choiceOption(
  builder: SlashCommandStringOption,
  { autocomplete, choices }: CommandOption,
): SlashCommandStringOption {
  return choices.length > 0 ? builder.addChoices(...choices) : builder.setAutocomplete(autocomplete)
}
