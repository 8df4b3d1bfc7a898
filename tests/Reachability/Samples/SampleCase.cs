using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Reachability.Samples;

/// <summary>What somebody says about a target of the sample data.</summary>
/// <param name="Id">Its number in the index, or where in a folder's <c>expected.json</c> it stands.</param>
/// <param name="Input">File or folder.</param>
/// <param name="Target">Whom it is about, in words: an asset, a group, a rule, with a port or without.</param>
/// <param name="Exposed">What it says; null where it says that nobody can tell.</param>
/// <param name="Ports">Which ports alone, where it says that.</param>
/// <param name="Width">How wide, where it says that.</param>
internal sealed record SampleCase(string Id, string Input, string Target, bool? Exposed, IReadOnlyList<string> Ports, string? Width)
{
    /// <summary>The index of all folders.</summary>
    public static IEnumerable<SampleCase> Index() => File.ReadLines(Repository.Shared("cloud", "cases-index.jsonl"))
        .Select(static line => new Body(JsonElement.Parse(line)))
        .Select(static row => new SampleCase(row["id"].Text!, row["input"].Text!, row["target"].Text!, row["exposed"].Flag, [.. row["ports"].Texts], row["width"].Text));

    /// <summary>As a table tells it.</summary>
    public string Expected => Said(Exposed switch { true => VerdictStatus.Reachable, false => VerdictStatus.NotReachable, _ => VerdictStatus.Unknown }, Ports, Width);

    /// <summary>Whether a verdict says the same, as far as the case says anything.</summary>
    public bool AgreesWith(SampleAnswer answer) => Expected.StartsWith($"{answer.Status}", StringComparison.Ordinal)
        && (Ports.Count == 0 || SamplePorts.AreExactly(answer.Flows, Ports))
        && (Width is null || Width.Equals($"{answer.Width}", StringComparison.OrdinalIgnoreCase));

    internal static string Said(VerdictStatus status, IEnumerable<string> ports, string? width) =>
        $"{status} {string.Join(' ', ports)} {width?.ToLowerInvariant()}".Replace("  ", " ", StringComparison.Ordinal).TrimEnd();
}

/// <summary>What the engine says about a target.</summary>
/// <param name="Status">For the port that was asked for, or for any.</param>
/// <param name="Flows">What certainly gets through.</param>
/// <param name="Width">From how much of the internet.</param>
internal sealed record SampleAnswer(VerdictStatus Status, FlowSet Flows, Width? Width)
{
    public override string ToString() => SampleCase.Said(Status, Flows.Boxes.Select(static box => $"{box}").Distinct().Order(StringComparer.Ordinal), $"{Width}");
}

/// <summary>Ports as the samples write them: <c>tcp/22</c>, <c>*/8080-8084</c>, <c>icmp/8</c>, <c>udp/*</c>, <c>all</c>.</summary>
internal static class SamplePorts
{
    /// <summary>Whether these ports, each of them and no other, are among the flows.</summary>
    public static bool AreExactly(FlowSet flows, IReadOnlyList<string> ports) =>
        ports.All(port => flows.Overlaps(Read(port))) && flows.Except(ports.Aggregate(FlowSet.Empty, static (all, port) => all.Union(Read(port)))).IsEmpty;

    /// <summary>The flows that a text means.</summary>
    public static FlowSet Read(string text)
    {
        var parts = text.Split('/');
        var protocols = Protocols.TryParse(parts[0], out var number) ? NumberRange.Of(number) : NumberRange.AllProtocols;
        if (parts.Length == 1 || parts[1] == "*")
        {
            return SourceSet.All.On(protocols, NumberRange.AllPorts);
        }

        var ends = parts[1].Split('-').Select(static end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return SourceSet.All.On(protocols, number == Protocols.Icmp ? new(ends[0] << 8, (ends[0] << 8) | 0xff) : new(ends[0], ends[^1]));
    }
}
