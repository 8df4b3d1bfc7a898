using System.Text;

namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary>An estate in all three clouds, drawn from a seed, as the clouds' own commands write it: Resource Graph's pages, AWS's answers, lines of Cloud Asset.</summary>
/// <param name="File">JSON documents, one a line.</param>
/// <param name="Resources">How many resources.</param>
/// <param name="Rule">A security group as it is, and with one rule changed.</param>
internal sealed record EstateFile(string File, int Resources, (string Now, string Then) Rule) : IDisposable
{
    private const int Seed = 20260117;
    private const int SitesOfAPage = 12; // nearly the thousand rows of a page of Resource Graph

    private static readonly Func<int, Random, IEnumerable<(string List, string Row)>>[] Clouds = [AzureSite.Resources, AwsSite.Resources, GcpSite.Resources];

    /// <summary>Bytes.</summary>
    public long Bytes { get; } = new FileInfo(File).Length;

    /// <summary>Writes one of at least so many resources.</summary>
    public static EstateFile Write(int resources)
    {
        var path = Path.Combine(Path.GetTempPath(), $"exposure-estate-{Environment.ProcessId}-{resources}.ndjson");
        var (count, site, rule) = (0, 0, "");
        using (var output = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20))
        {
            for (var page = 0; count < resources; page++)
            {
                var rows = Enumerable.Range(site, SitesOfAPage).SelectMany(n => Clouds[page % Clouds.Length](n, new Random(Seed + n))).ToList();
                rule = rule.Length > 0 ? rule : rows.First(static row => row.Row.Contains("/networkSecurityGroups/nsg-0\"", StringComparison.Ordinal) && row.Row.Contains("securityRules\":[", StringComparison.Ordinal)).Row;
                (count, site) = (count + rows.Count, page % Clouds.Length == Clouds.Length - 1 ? site + SitesOfAPage : site);
                Write(output, rows);
            }
        }

        return new(path, count, (rule, rule.Replace("\"destinationPortRange\":\"443\"", "\"destinationPortRange\":\"8443\"", StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public void Dispose() => System.IO.File.Delete(File);

    private static void Write(StreamWriter output, List<(string List, string Row)> rows)
    {
        foreach (var list in rows.GroupBy(static row => row.List, static row => row.Row.Trim().ReplaceLineEndings("")))
        {
            if (list.Key.Length > 0)
            {
                output.WriteLine($"{{\"{list.Key}\":[{string.Join(',', list)}]}}");
                continue;
            }

            foreach (var line in list)
            {
                output.WriteLine(line);
            }
        }
    }
}
