// Stands in the bundle for undici's HTTP/2, which is asked for nowhere: Node's own part of it
// alone takes a fifth of a start with Slack.
module.exports = () => {
  throw new Error('HTTP/2 is not bundled')
}
