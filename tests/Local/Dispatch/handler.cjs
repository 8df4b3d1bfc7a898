// A custom handler for tests: shows its environment, and dies on request.
const http = require('node:http');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

if (process.env.EXIT) process.exit(Number(process.env.EXIT));

const died = path.join(os.tmpdir(), `died-${process.ppid}-${process.env.FUNCTIONS_APP_ROOT_PATH ?? ''}`.replace(/[^\w-]/g, '_'));
console.log('out');
console.error('err');

http.createServer((request, response) => {
  if (request.url === '/DieOnce' && !fs.existsSync(died)) {
    fs.writeFileSync(died, '');
    process.kill(process.pid, 'SIGKILL');
    return;
  }
  if (request.url === '/DieOnce') fs.rmSync(died);
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(request.url === '/environment' ? process.env : { Outputs: {}, Logs: [], ReturnValue: null }));
}).listen(Number(process.env.FUNCTIONS_CUSTOMHANDLER_PORT), '127.0.0.1');
