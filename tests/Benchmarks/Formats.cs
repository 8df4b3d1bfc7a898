using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Local.Telemetry;

namespace ExposurePipeline.Benchmarks;

/// <summary>What every sample file comes to, as Markdown: by file, by format, and each rejection with its detail.</summary>
internal static class Formats
{
    private static readonly string[] Kinds = ["a", "b", "e"]; // connections, scans, exports: the kinds of samples that are events

    // Samples were recorded years ago, some by a clock that runs ahead.
    private static readonly ExposurePolicy Ageless = ExposurePolicy.Default with { History = TimeSpan.FromDays(365 * 30), Resolution = TimeSpan.Zero };
    private static readonly DateTimeOffset Now = new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads every file of the folders, or of the samples beside the checkout when none is named.</summary>
    public static int Run(IReadOnlyList<string> folders)
    {
        string[] chosen = folders.Count > 0 ? [.. folders] : [.. Samples()];
        FileFacts[] files = [.. chosen.SelectMany(Files).Select(file => Read(file.Name, file.Path))];
        if (files.Length == 0)
        {
            Console.Error.WriteLine("No files: name folders, or put the samples (../shared/data/samples) beside the checkout.");
            return 1;
        }

        Rows("file | format | records | observed | filtered | rejected", files.Select(file => $"{file.Name} | {file.Format} | {file.Tally.Read} | {file.Tally.Observed} | {file.Filtered} | {file.Rejected}"));
        Rows("format | files | records | observed | filtered | rejected", files.GroupBy(file => file.Format).OrderBy(format => format.Key, StringComparer.Ordinal).Select(Summary));
        Rows("file | record | reason | detail", files.SelectMany(file => file.Reasons.Select(reason => $"{file.Name} | {reason}")));
        return 0;
    }

    private static IEnumerable<string> Samples()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Pipeline.sln")))
        {
            root = root.Parent;
        }

        var samples = Path.Combine(root?.Parent?.FullName ?? ".", "shared", "data", "samples");
        return Directory.Exists(samples) ? Directory.EnumerateDirectories(samples).Where(folder => Kinds.Any(kind => Path.GetFileName(folder).StartsWith(kind, StringComparison.Ordinal))).Order(StringComparer.Ordinal) : [];
    }

    private static IEnumerable<(string Name, string Path)> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => Path.GetFileName(path) != "README.md")
        .Order(StringComparer.Ordinal)
        .Select(path => ($"{Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}/{Path.GetRelativePath(folder, path).Replace('\\', '/')}", path));

    private static FileFacts Read(string name, string path)
    {
        var content = File.ReadAllBytes(path);
        ReadOnlyMemory<byte>[] bodies = path.EndsWith(".csv", StringComparison.Ordinal) && DefenderCsv.Recognises(content) ? [.. DefenderCsv.Convert(content, "default", name)] : [content];
        var batch = Normaliser.Normalise([.. bodies.Select(body => new RawEvent(body, new EventPosition("samples", "0", 1), Now))], Ageless, Now);
        var format = bodies is [{ Length: > 0 } first, ..] ? EventReaders.For(first.Span)?.Format ?? "none" : "empty";
        return new(name, format, batch.Tally, [.. batch.Rejected.Select(rejected => $"{rejected.Rejection.Record} | {rejected.Rejection.Reason} | {rejected.Rejection.Detail.Replace('|', '/').ReplaceLineEndings(" ")}")]);
    }

    private static string Summary(IGrouping<string, FileFacts> files) => string.Create(CultureInfo.InvariantCulture,
        $"{files.Key} | {files.Count()} | {files.Sum(file => file.Tally.Read)} | {files.Sum(file => file.Tally.Observed)} | {files.Sum(file => file.Tally.Filtered.Values.Sum())} | {files.Sum(file => file.Tally.Rejected.Values.Sum())}");

    private static void Rows(string head, IEnumerable<string> rows)
    {
        Console.WriteLine($"| {head} |\n|{string.Concat(Enumerable.Repeat("---|", head.Split('|').Length))}");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {row} |");
        }

        Console.WriteLine();
    }
}

/// <summary>What one file comes to.</summary>
/// <param name="Name">Folder and file.</param>
/// <param name="Format">The format that its bytes are recognised as.</param>
/// <param name="Tally">The books.</param>
/// <param name="Reasons">Record, reason and detail of each rejection that is set aside.</param>
internal sealed record FileFacts(string Name, string Format, Tally Tally, IReadOnlyList<string> Reasons)
{
    /// <summary>Each rule with its count.</summary>
    public string Filtered => Counts(Tally.Filtered.OrderBy(rule => rule.Key, StringComparer.Ordinal));

    /// <summary>Each reason with its count.</summary>
    public string Rejected => Counts(Tally.Rejected.OrderBy(reason => reason.Key));

    private static string Counts<T>(IEnumerable<KeyValuePair<T, int>> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}
