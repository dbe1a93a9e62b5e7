// Stands in the bundle for undici's HTTP/2, which neither Slack's library nor Discord's asks
// for: Node's own part of it alone takes a fifth of what undici adds to a start.
module.exports = () => {
  throw new Error('HTTP/2 is not bundled')
}
