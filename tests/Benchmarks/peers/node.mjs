// Usage: node node.mjs <ndjson>. The seed query's job as one writes it for Node: JSON.parse of every line, a Map of devices.
// Prints the processor seconds of each run (file in memory to sorted lines), "-", and the lines of the last run.
import { readFileSync } from 'node:fs';

const special = /^(0|10|127|100\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])|169\.254|172\.(1[6-9]|2[0-9]|3[01])|192\.168|22[4-9]|2[345][0-9])\./;
const excluded = /(^|[^A-Za-z0-9])(TaniumClient\.exe|ZSATunnel\.exe|MsSense\.exe)([^A-Za-z0-9]|$)/i;
const unwrap = address => address.startsWith('::ffff:') ? address.slice(7) : address;

function job(bytes) {
  const devices = new Map();
  for (let start = 0, end; start < bytes.length; start = end + 1) {
    end = bytes.indexOf(10, start);
    end = end < 0 ? bytes.length : end;
    if (end > start) {
      take(JSON.parse(bytes.toString('utf8', start, end)).properties, devices);
    }
  }
  return [...devices].map(([id, device]) =>
    `${id}|${device.remotes.size}|${device.last}|${[...device.ports].sort((a, b) => a - b).join(' ')}`).sort();
}

function take(row, devices) {
  if (row.ActionType !== 'InboundConnectionAccepted') {
    return;
  }
  const remote = unwrap(row.RemoteIP);
  if (remote === unwrap(row.LocalIP) || special.test(remote) || excluded.test(row.InitiatingProcessCommandLine)) {
    return;
  }
  let device = devices.get(row.DeviceId);
  if (!device) {
    devices.set(row.DeviceId, device = { ports: new Set(), remotes: new Set(), last: '' });
  }
  device.ports.add(row.LocalPort);
  device.remotes.add(remote);
  device.last = row.Timestamp > device.last ? row.Timestamp : device.last;
}

const bytes = readFileSync(process.argv[2]);
let lines;
for (let run = 0; run < 2; run++) {
  const started = process.cpuUsage();
  lines = job(bytes);
  const { user, system } = process.cpuUsage(started);
  console.log(((user + system) / 1e6).toFixed(6));
}
console.log('-');
console.log(lines.join('\n'));
