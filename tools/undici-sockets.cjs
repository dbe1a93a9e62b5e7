// Stands in the bundle for undici where Slack's library loads it: sockets and fetch, without
// its caches, mocks, proxies and the rest that the program never calls.
exports.Agent = require('undici/lib/dispatcher/agent')
exports.buildConnector = require('undici/lib/core/connect')
exports.fetch = require('undici/lib/web/fetch').fetch

const { CloseEvent, ErrorEvent, MessageEvent } = require('undici/lib/web/websocket/events')
exports.CloseEvent = CloseEvent
exports.ErrorEvent = ErrorEvent
exports.MessageEvent = MessageEvent

const { ping, WebSocket } = require('undici/lib/web/websocket/websocket')
exports.ping = ping
exports.WebSocket = WebSocket
