using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Hunting;
using ExposurePipeline.Hunting.Values;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Hunting.Oracle;

/// <summary>
/// Asks the language's own parser and binder about queries, all in one process: half a minute for three thousand.
/// The same question is not asked twice: answers are kept beside the installation.
/// </summary>
internal static class LanguageOracle
{
    private static readonly string Folder = Repository.File("tests", "Hunting", "Oracle", "language");
    private static readonly NodeProgram Program = new("oracle", Folder, "oracle.mjs");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyDictionary<string, OracleVerdict>> AskAsync(HuntingSources sources, IEnumerable<(string Name, string Query)> queries)
    {
        var question = string.Join('\n', [Line(Known(sources)), .. queries.Select(q => Line(new { q.Name, q.Query })), ""]);
        var answers = Repository.File(".local", "oracle", $"answers-{Fingerprint(question)}.jsonl");
        if (!File.Exists(answers))
        {
            var answer = await Program.RunAsync(question);
            await File.WriteAllTextAsync(answers + ".part", answer);
            File.Move(answers + ".part", answers, overwrite: true);
        }

        return File.ReadLines(answers).Select(line => JsonSerializer.Deserialize<OracleVerdict>(line, Json)!).ToDictionary(v => v.Name);
    }

    private static object Known(HuntingSources sources) => new
    {
        Tables = sources.Tables.Select(t => new { t.Name, Schema = $"({string.Join(", ", t.Schema.Columns.Select(c => $"{c.Name}: {c.Type.Name()}"))})" }),
        Functions = sources.Functions.Select(f => new { f.Name, Parameters = f.Text[..f.Text.IndexOf('{', StringComparison.Ordinal)].Trim(), Body = f.Text[f.Text.IndexOf('{', StringComparison.Ordinal)..].Trim() }),
    };

    private static string Line(object value) => JsonSerializer.Serialize(value, Json);

    private static string Fingerprint(string question)
    {
        var asked = string.Concat(Directory.GetFiles(Folder).Order(StringComparer.Ordinal).Select(File.ReadAllText)) + question;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))[..12];
    }
}
