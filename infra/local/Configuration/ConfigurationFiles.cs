using ExposurePipeline.Local.Telemetry;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Resources.Documents;

namespace ExposurePipeline.Local.Configuration;

/// <summary>Cloud configuration in files of any length: one JSON document each, one a line or one after another; packed or not.</summary>
/// <param name="inputs">Files, folders, patterns or <c>-</c>.</param>
public sealed class ConfigurationFiles(IEnumerable<string> inputs)
{
    private readonly List<string> _problems = [];

    /// <summary>What could not be read so far, a line each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What the files tell, in their order, read on as it is asked for.</summary>
    public IEnumerable<ResourceChange> Changes() => Documents().SelectMany(Clouds.Changes);

    /// <summary>Their documents, long ones in portions.</summary>
    public IEnumerable<Body> Documents() => InputFiles.Expand(inputs).SelectMany(DocumentsOf);

    private IEnumerable<Body> DocumentsOf(string file)
    {
        var bytes = file == InputFiles.StandardInput ? InputFiles.Read(file) : null;
        using var documents = ConfigurationText.Read(() => ConfigurationStream.Open(file, bytes)).GetEnumerator();
        while (Next(documents, file) is { } document)
        {
            if (document.Problem is { } problem)
            {
                _problems.Add($"{file}, {problem}");
            }
            else
            {
                yield return document.Root;
            }
        }
    }

    // A packed file may turn out damaged far into it.
    private Document? Next(IEnumerator<Document> documents, string file)
    {
        try
        {
            return documents.MoveNext() ? documents.Current : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            _problems.Add($"{file}: {fault.Message}");
            return null;
        }
    }
}
