namespace ExposurePipeline.Local.Telemetry;

/// <summary>
/// Turns what was typed after <c>send</c> into files: a file, a folder with all below it, a pattern such as <c>logs/*.jsonl</c>, or <c>-</c>.
/// A file that is named goes whatever its extension; of a folder go those whose extension telemetry has.
/// </summary>
public static class InputFiles
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    private static readonly string[] Extensions = [".json", ".jsonl", ".ndjson", ".xml", ".csv", ".tsv", ".txt", ".log", ".list", ".gz"];

    /// <summary>Full paths, sorted inside a folder or pattern; <c>-</c> stays as it is.</summary>
    /// <exception cref="SetupException">Nothing is there.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> inputs) => [.. inputs.SelectMany(Expand)];

    /// <summary>Whether something is there.</summary>
    public static bool Exist(string input) => input == StandardInput || File.Exists(input) || Directory.Exists(input) || Matching(input).Count > 0;

    /// <summary>The bytes of a file, or of standard input to its end.</summary>
    /// <exception cref="SetupException">It cannot be read.</exception>
    public static byte[] Read(string file)
    {
        if (file == StandardInput)
            return ReadStandardInput();
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"{file} cannot be read: {e.Message}");
        }
    }

    private static IEnumerable<string> Expand(string input)
    {
        if (input == StandardInput || File.Exists(input))
            return [input];
        var found = Directory.Exists(input) ? Below(input) : Matching(input);
        return found.Count > 0 ? found : throw new SetupException($"{input}: no such file, and no folder or pattern that leads to one.");
    }

    private static List<string> Below(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];

    private static List<string> Matching(string pattern)
    {
        var folder = Path.GetDirectoryName(pattern) is { Length: > 0 } named ? named : ".";
        var name = Path.GetFileName(pattern);
        return Directory.Exists(folder) && name.Length > 0
            ? [.. Directory.EnumerateFiles(folder, name).Order(StringComparer.Ordinal)]
            : [];
    }

    private static byte[] ReadStandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        input.CopyTo(content);
        return content.ToArray();
    }
}
