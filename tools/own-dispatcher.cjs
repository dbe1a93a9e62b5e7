// Stands in the bundle for undici's dispatcher for everybody: Slack's connections have one of
// their own, so that no other version in the process, such as Node's, takes or lends it.
const Agent = require('undici/lib/dispatcher/agent')

let agent
exports.getGlobalDispatcher = () => {
  agent ??= new Agent()
  return agent
}
