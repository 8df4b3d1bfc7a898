// Usage: node duckdb.mjs <ndjson>. Prints the processor seconds of each run of the query in one thread, "-", and the sorted lines of the last.
import { DuckDBInstance } from '@duckdb/node-api';

const file = process.argv[2];
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();

// The same columns, exclusions and ranges that the other candidates use, as far as the generator draws from them.
const query = `
  with rows as (
    select properties.DeviceId as device, properties.LocalPort as port, properties.InitiatingProcessCommandLine as command,
      replace(properties.RemoteIP, '::ffff:', '') as remote, replace(properties.LocalIP, '::ffff:', '') as local,
      properties.Timestamp as seen
    from read_ndjson('${file}', columns = { properties: 'STRUCT(DeviceId VARCHAR, ActionType VARCHAR, RemoteIP VARCHAR, LocalIP VARCHAR,
      LocalPort INTEGER, InitiatingProcessCommandLine VARCHAR, "Timestamp" VARCHAR)' }, maximum_object_size = 4194304)
    where properties.ActionType = 'InboundConnectionAccepted')
  select device, count(distinct remote) as remotes, max(seen) as last, string_agg(distinct port::varchar, ' ') as ports
  from rows
  where remote <> local
    and not regexp_matches(command, '(^|[^A-Za-z0-9])(TaniumClient\\.exe|ZSATunnel\\.exe|MsSense\\.exe)([^A-Za-z0-9]|$)', 'i')
    and not regexp_matches(remote, '^(0|10|127|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])|169\\.254|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168|22[4-9]|2[345][0-9])\\.')
  group by device order by device`;

let lines;
for (let run = 0; run < 2; run++) {
  const started = process.cpuUsage();
  const rows = (await connection.runAndReadAll(query)).getRows();
  lines = rows.map(([device, remotes, last, ports]) =>
    `${device}|${remotes}|${last}|${ports.split(' ').map(Number).sort((a, b) => a - b).join(' ')}`);
  const { user, system } = process.cpuUsage(started);
  console.log(((user + system) / 1e6).toFixed(6));
}
console.log('-');
console.log(lines.join('\n'));
