// Stands in the bundle for Bolt: what the program uses of it. The rest of it, an app with
// receivers of other kinds and what these load, is most of it and never runs here.
exports.isValidSlackRequest =
  require('@slack/bolt/dist/receivers/verify-request').isValidSlackRequest
exports.webApi = require('@slack/web-api')

Object.defineProperty(exports, 'SocketModeReceiver', {
  /** Loaded with the first connection; signed requests do without. */
  get: () => require('@slack/bolt/dist/receivers/SocketModeReceiver').default,
})
