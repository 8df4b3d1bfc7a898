using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Decoding;
using ExposurePipeline.Local.Telemetry;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Local.Configuration;

/// <summary>Cloud configuration in files: one JSON document each, or one a line; packed or not.</summary>
/// <param name="inputs">Files, folders, patterns or <c>-</c>.</param>
public sealed class ConfigurationFiles(IEnumerable<string> inputs)
{
    private readonly List<string> _problems = [];

    /// <summary>What could not be read so far, a line each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What the files tell, in their order.</summary>
    public IEnumerable<ResourceChange> Changes() => InputFiles.Expand(inputs).SelectMany(Documents).SelectMany(static document => Clouds.Changes(new(document)));

    private List<JsonElement> Documents(string file)
    {
        var text = BodyText.Decode(InputFiles.Read(file)).Bytes;
        return TryParse(text, out var whole, out var problem) ? [whole] : Lines(file, text, problem);
    }

    // Not one document; perhaps one a line. Only if none of them is does the file's own fault tell more.
    private List<JsonElement> Lines(string file, ReadOnlyMemory<byte> text, string problem)
    {
        var (documents, faults, number) = (new List<JsonElement>(), new List<string>(), 0);
        foreach (var line in Encoding.UTF8.GetString(text.Span).Split('\n'))
        {
            number++;
            if (line.Trim().Length == 0)
            {
                continue;
            }

            if (TryParse(Encoding.UTF8.GetBytes(line), out var document, out var fault))
            {
                documents.Add(document);
            }
            else
            {
                faults.Add($"{file}, line {number}: {fault}");
            }
        }

        _problems.AddRange(documents.Count == 0 ? [$"{file}: {problem}"] : faults);
        return documents;
    }

    private static bool TryParse(ReadOnlyMemory<byte> json, out JsonElement root, out string problem)
    {
        (root, problem) = (default, "");
        try
        {
            using var document = JsonDocument.Parse(json);
            root = document.RootElement.Clone();
            return true;
        }
        catch (JsonException fault)
        {
            problem = fault.Message;
            return false;
        }
    }
}
