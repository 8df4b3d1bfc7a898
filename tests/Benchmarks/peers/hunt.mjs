// Usage: node hunt.mjs <database> <threads>. Reads lines of JSON and answers each with one: {"run": sql} runs statements; {"query": sql, "columns": […]} gives
// the rows as sorted lines' digest; {"time": sql} gives the
// milliseconds that pass, and those of processor time, until the result is there.
import { DuckDBInstance } from '@duckdb/node-api';
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';

const [file, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(file, { threads });
const connection = await instance.connect();

async function answer({ run, query, columns, time }) {
  const [started, before] = [process.hrtime.bigint(), process.cpuUsage()];
  if (run) {
    await connection.run(run);
  } else if (time) {
    await connection.run(time);
  } else {
    const shown = columns.map(column => (column.endsWith('Timestamp') ? `epoch_us("${column}")` : `"${column}"`) + '::varchar');
    const rows = (await connection.runAndReadAll(`select ${shown} from (${query})`)).getRows();
    const lines = rows.map(row => row.join('|')).sort();
    return { rows: lines.length, digest: createHash('sha256').update(lines.join('\n')).digest('hex') };
  }
  const { user, system } = process.cpuUsage(before);
  return { wall: Number(process.hrtime.bigint() - started) / 1e6, processor: (user + system) / 1e3 };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line)).catch(error => ({ error: String(error) }))));
}
