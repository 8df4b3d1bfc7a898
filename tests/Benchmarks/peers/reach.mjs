// Usage: node reach.mjs <csv of src,dst,mask> <first asset>. Which assets node 0 reaches, for each of 8 classes of ports, by a recursive query in one
// thread. Prints the processor seconds of each run of the query, the load not included, and then how many pairs of asset and class there are.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, firstAsset] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
const connection = await instance.connect();
await connection.run(`create table edges as select * from read_csv('${file}', header = false, columns = { src: 'INTEGER', dst: 'INTEGER', mask: 'UTINYINT' })`);

const query = `
  with recursive reached(node, class) as (
    select 0, range::integer from range(8)
    union
    select dst, class from reached join edges on src = node and (mask >> class) & 1 = 1)
  select count(*)::integer from reached where node >= ${firstAsset}`;

let pairs;
for (let run = 0; run < 2; run++) {
  const started = process.cpuUsage();
  pairs = (await connection.runAndReadAll(query)).getRows()[0][0];
  const { user, system } = process.cpuUsage(started);
  console.log(((user + system) / 1e6).toFixed(6));
}
console.log(pairs);
