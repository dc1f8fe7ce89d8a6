// node --experimental-websocket strokes.mjs <port> <count>: strokes and their erasing in turn on the page of the browser that
// listens there, as fast as it takes them. A process without Playwright, because its runner keeps a step of every call and
// looks through them at the next, and each of its connections leaves scripts in the page.
const [port, count] = process.argv.slice(2).map(Number)
const targets = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
const socket = new WebSocket(targets.find(({ type }) => type === 'page').webSocketDebuggerUrl)
await new Promise((open, fail) => {
  socket.onopen = open
  socket.onerror = () => fail(new Error('The page takes no strokes.'))
})
const waiting = new Map()
socket.onmessage = ({ data }) => {
  const { id, error } = JSON.parse(data)
  const { done, fail } = waiting.get(id)
  waiting.delete(id)
  if (error) fail(new Error(error.message))
  else done()
}
let last = 0
const mouse = (type, x, y, erases) =>
  new Promise((done, fail) => {
    const move = type === 'mouseMoved'
    const buttons = {
      button: move ? 'none' : 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: move ? 0 : 1,
    }
    waiting.set(++last, { done, fail })
    const params = { type, x, y, ...buttons, modifiers: erases ? 1 : 0 }
    socket.send(JSON.stringify({ id: last, method: 'Input.dispatchMouseEvent', params }))
  })
for (let i = 0; i < count; i++) {
  const place = i >> 1
  const x = 480 + ((place * 37) % 300)
  const y = 260 + ((place * 23) % 180)
  const erases = i % 2 === 1
  await Promise.all([
    mouse('mousePressed', x, y, erases),
    mouse('mouseMoved', x + 14, y + 9, erases),
    mouse('mouseReleased', x + 14, y + 9, erases),
  ])
}
socket.close()
