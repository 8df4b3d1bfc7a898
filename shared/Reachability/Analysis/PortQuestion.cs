using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Messages;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>A port that someone asks about.</summary>
/// <param name="Protocol">IP protocol number.</param>
/// <param name="Port">Port as a client addresses it.</param>
public sealed record PortQuestion(int Protocol, int Port)
{
    /// <summary>Reads <c>443</c>, which is TCP, or <c>udp/53</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PortQuestion? question)
    {
        var slash = text.IndexOf('/');
        var protocol = Protocols.Tcp;
        var isRead = (slash < 0 || Protocols.TryParse(text.AsSpan(0, slash), out protocol))
            & int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port);
        question = isRead && port <= Protocols.LastPort ? new(protocol, port) : null;
        return question is not null;
    }

    /// <summary>The better answer of both families: a stranger needs one.</summary>
    public VerdictStatus Answer(Verdict verdict) =>
        (VerdictStatus)Math.Max((int)verdict.At(Family.V4, Protocol, Port), (int)verdict.At(Family.V6, Protocol, Port));

    /// <summary>The same of a verdict that was kept.</summary>
    public VerdictStatus Answer(VerdictView verdict) =>
        verdict.Reachable.Any(flow => flow.Has(Protocol, Port)) ? VerdictStatus.Reachable
        : verdict.Missing.Count > 0 || verdict.Perhaps.Any(flow => flow.Has(Protocol, Port)) ? VerdictStatus.Unknown
        : VerdictStatus.NotReachable;

    /// <inheritdoc/>
    public override string ToString() => $"{Protocols.NameOf(Protocol)}/{Port}";
}
