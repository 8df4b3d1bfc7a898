// node interop.mjs read|write|commit <connection string> <table>: entities as JSON on standard output or input, every value with its type.
import { TableClient } from "@azure/data-tables";

const [, , command, connection, table] = process.argv;
const client = TableClient.fromConnectionString(connection, table, { allowInsecureConnection: true });

async function input() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

const commands = {
  async read() {
    const entities = [];
    for await (const { etag, timestamp, ...entity } of client.listEntities({ disableTypeConversion: true })) entities.push(entity);
    process.stdout.write(JSON.stringify(entities));
  },
  async write() {
    for (const entity of await input()) await client.createEntity(entity);
  },
  async commit() {
    await client.submitTransaction(await input());
  },
};

await commands[command]();
