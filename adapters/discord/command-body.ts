import {
  ContextMenuCommandBuilder,
  SlashCommandBuilder,
  type SlashCommandStringOption,
} from 'discord.js'
import type { CommandOption } from './options.ts'
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
    typed.addStringOption((builder) => describeOption(builder, option))
  }
  return { ...typed.toJSON(), type: CHAT_INPUT }
}

/** Choices and completion exclude each other. */
function describeOption(
  builder: SlashCommandStringOption,
  option: CommandOption,
): SlashCommandStringOption {
  builder
    .setName(option.name)
    .setNameLocalizations(option.name_localizations)
    .setDescription(option.description)
    .setDescriptionLocalizations(option.description_localizations)
    .setRequired(option.required)
  return option.choices.length > 0
    ? builder.addChoices(...option.choices)
    : builder.setAutocomplete(option.autocomplete)
}
