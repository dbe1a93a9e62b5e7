import {
  LabelBuilder,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
} from '@discordjs/builders'
import { TextInputStyle } from 'discord-api-types/v10'
import type { Form } from '../../src/core/reply.ts'
import { translator } from '../../src/language/translate.ts'
import { tame, tameLine } from '../../src/report/sanitize.ts'
import { encodePress } from './custom-id.ts'
import { limits } from './limits.ts'
import { clip, plainWords } from './markdown.ts'

type Field = Form['fields'][number]

function words(text: string, most: number): string {
  return clip(plainWords(tameLine(text)), most) || '–'
}

function textInput(field: Field): TextInputBuilder {
  const input = new TextInputBuilder()
    .setCustomId(field.name)
    .setStyle(field.type === 'long-text' ? TextInputStyle.Paragraph : TextInputStyle.Short)
    .setRequired(field.required)
    .setMaxLength(field.type === 'long-text' ? limits.modalText : 1000)
  const value = field.type === 'long-text' ? tame(field.value ?? '') : tameLine(field.value ?? '')
  return value === ''
    ? input
    : input.setValue(clip(value, field.type === 'long-text' ? limits.modalText : 1000))
}

function select(field: Field, locale: Form['locale']): StringSelectMenuBuilder {
  const choices = (field.choices ?? []).slice(0, limits.selectOptions)
  return new StringSelectMenuBuilder()
    .setCustomId(field.name)
    .setPlaceholder(translator(locale)('discord:choose'))
    .setRequired(field.required)
    .setMinValues(field.required ? 1 : 0)
    .setMaxValues(1)
    .addOptions(
      choices.map(({ value, label }) => ({
        value: value.slice(0, limits.choiceValue),
        label: words(label, limits.choiceName),
        default: value === field.value,
      })),
    )
}

/**
 * Returns a form as Discord opens it; undefined where its command does not fit the id
 * that Discord gives back. Past five fields, those that must be filled come first.
 */
export function toModal(form: Form): object | undefined {
  const { id, kept } = encodePress('form', form.command)
  if (kept) return undefined
  const fields = [...form.fields]
    .sort((one, other) => Number(other.required) - Number(one.required))
    .slice(0, limits.modalFields)
  const shown = form.fields.filter((field) => fields.includes(field))
  const modal = new ModalBuilder().setCustomId(id).setTitle(words(form.title, limits.modalTitle))
  for (const field of shown) {
    const label = new LabelBuilder().setLabel(words(field.label, limits.modalLabel))
    modal.addLabelComponents(
      field.type === 'choice' && (field.choices?.length ?? 0) > 0
        ? label.setStringSelectMenuComponent(select(field, form.locale))
        : label.setTextInputComponent(textInput(field)),
    )
  }
  return modal.toJSON()
}
