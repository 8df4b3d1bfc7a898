using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Joining;

/// <summary>A verdict in the terms in which devices are observed: ports of TCP and UDP that strangers reach.</summary>
internal static class Judgement
{
    /// <summary>Most ways that are told, open ones first.</summary>
    public const int Ways = 8;

    /// <summary>What is told the asset's device.</summary>
    public static ConfigurationJudged Of(ResourceId asset, Verdict? verdict, InternetSources internet, DateTimeOffset at)
    {
        if (verdict is null)
        {
            return new(asset.Text, ConfiguredStatus.Gone, null, [], [], [], IsComplete: true, at);
        }

        var trusted = internet.Trusted.On(NumberRange.AllProtocols, NumberRange.AllPorts);
        return new(
            asset.Text, Status(verdict.Status), Width(verdict.WidthFor(internet)),
            PortList.Of(verdict.Reach.Certain.Except(trusted), static ports => ports),
            PortList.Union(verdict.Paths.Where(IsExact).Select(path => PortList.Of(path.Reach.Certain.Except(trusted), path.View.Inside))),
            [.. verdict.Paths.OrderBy(Openness).Take(Ways).Select(Way.Of)], IsComplete(verdict, trusted), at);
    }

    // Reached or not, a port that is undecided, or that may be any of several further in, must not count as closed.
    private static bool IsComplete(Verdict verdict, FlowSet trusted) =>
        verdict.Missing.Count == 0
        && PortList.Of(verdict.Reach.Undecided.Except(trusted), static ports => ports).Count == 0
        && verdict.Paths.All(path => IsExact(path) || path.Reach.Possible.IsEmpty);

    private static bool IsExact(Path path) => path.View.IsPortByPort || path.View.Inside(NumberRange.AllPorts) is var inside && inside.First == inside.Last;

    private static int Openness(Path path) => !path.Reach.Certain.IsEmpty ? 0 : !path.Reach.Possible.IsEmpty ? 1 : 2;

    private static ConfiguredStatus Status(VerdictStatus status) => status switch
    {
        VerdictStatus.Reachable => ConfiguredStatus.Reachable,
        VerdictStatus.NotReachable => ConfiguredStatus.NotReachable,
        _ => ConfiguredStatus.Unknown,
    };

    private static ConfiguredWidth? Width(Width? width) => width switch
    {
        Analysis.Width.Wide => ConfiguredWidth.Wide,
        Analysis.Width.Narrow => ConfiguredWidth.Narrow,
        Analysis.Width.Trusted => ConfiguredWidth.Trusted,
        _ => null,
    };
}
