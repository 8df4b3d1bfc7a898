// Input: { schemas: [...], cases: [{ schema: "urn:...", document: {...} }] }. Output: one line of errors, or an empty one, per case.
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { schemas, cases } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: false });
addFormats(ajv);
schemas.forEach(schema => ajv.addSchema(schema));
const validators = new Map(schemas.map(schema => [schema.$id, ajv.getSchema(schema.$id)]));
console.log(JSON.stringify(cases.map(({ schema, document }) => {
  const validate = validators.get(schema);
  return validate(document) ? "" : ajv.errorsText(validate.errors);
})));
