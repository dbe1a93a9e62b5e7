import access from './access.json' with { type: 'json' }
import alerts from './alerts.json' with { type: 'json' }
import analysis from './analysis.json' with { type: 'json' }
import capture from './capture.json' with { type: 'json' }
import chart from './chart.json' with { type: 'json' }
import chat from './chat.json' with { type: 'json' }
import cli from './cli.json' with { type: 'json' }
import commands from './commands.json' with { type: 'json' }
import console from './console.json' with { type: 'json' }
import delivery from './delivery.json' with { type: 'json' }
import digests from './digests.json' with { type: 'json' }
import discord from './discord.json' with { type: 'json' }
import drop from './drop.json' with { type: 'json' }
import errors from './errors.json' with { type: 'json' }
import feeds from './feeds.json' with { type: 'json' }
import hooks from './hooks.json' with { type: 'json' }
import imports from './import.json' with { type: 'json' }
import listening from './listening.json' with { type: 'json' }
import loop from './loop.json' with { type: 'json' }
import moderation from './moderation.json' with { type: 'json' }
import parse from './parse.json' with { type: 'json' }
import privacy from './privacy.json' with { type: 'json' }
import report from './report.json' with { type: 'json' }
import sample from './sample.json' with { type: 'json' }
import slack from './slack.json' with { type: 'json' }
import surveys from './surveys.json' with { type: 'json' }
import telegram from './telegram.json' with { type: 'json' }
import usage from './usage.json' with { type: 'json' }
import web from './web.json' with { type: 'json' }

/** Every text of this language, by namespace. */
export const en = {
  commands,
  errors,
  parse,
  import: imports,
  drop,
  report,
  privacy,
  chart,
  console,
  web,
  cli,
  sample,
  analysis,
  delivery,
  digests,
  alerts,
  feeds,
  hooks,
  listening,
  capture,
  moderation,
  loop,
  chat,
  surveys,
  telegram,
  slack,
  discord,
  usage,
  access,
}
