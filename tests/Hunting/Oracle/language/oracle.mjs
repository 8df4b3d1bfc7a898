// Parses and binds queries. In: a line of JSON with the tables and functions there are, then a line a query. Out: a line of JSON a query.
import { createRequire } from 'node:module';
import { readFileSync, writeSync } from 'node:fs';

const require = createRequire(import.meta.url);
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');

const { KustoCode, GlobalState, Symbols } = globalThis.Kusto.Language;
const [known, ...queries] = readFileSync(0, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
const globals = globalsOf(known);

for (const query of queries) {
  let line = JSON.stringify(verdictOf(query)) + '\n';
  for (line = Buffer.from(line); line.length > 0; line = line.subarray(writeSync(1, line)));
}

function globalsOf({ tables, functions }) {
  const symbols = [
    ...tables.map((table) => new Symbols.TableSymbol.$ctor7(table.name, table.schema, null)),
    ...functions.map((f) => new Symbols.FunctionSymbol.$ctor16(f.name, f.parameters, f.body, null)),
  ];
  return GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.$ctor1('db', symbols, false));
}

function verdictOf({ name, query }) {
  const code = KustoCode.ParseAndAnalyze(query, globals);
  const syntax = errorsIn(code.GetSyntaxDiagnostics());
  const errors = errorsIn(code.GetDiagnostics());
  return { name, syntax, errors, columns: columnsOf(code.ResultType), isOpen: code.ResultType?.IsOpen === true };
}

function errorsIn(diagnostics) {
  return listOf(diagnostics)
    .filter((d) => d.Severity === 'Error')
    .map((d) => ({ code: d.Code, message: d.Message, start: d.Start }));
}

function columnsOf(type) {
  return type?.Columns ? listOf(type.Columns).map((c) => ({ name: c.Name, type: c.Type.Name })) : null;
}

function listOf(list) {
  return Array.from({ length: list.Count }, (_, i) => list.getItem(i));
}
