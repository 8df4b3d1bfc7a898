using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>Which new connections from the internet the conditions of a rule take together.</summary>
internal sealed record Selection
{
    /// <summary>A rule without conditions.</summary>
    public static Selection Everything { get; } = new();

    /// <summary>To which ports of the device.</summary>
    public PortRanges Ports { get; private init; } = PortRanges.All;

    /// <summary>From how much of the internet.</summary>
    public Share Strangers { get; private init; } = Share.All;

    /// <summary>False when a condition was met that is not known here.</summary>
    public bool IsUnderstood { get; private init; } = true;

    /// <summary>The only address that it holds for, if there is just one.</summary>
    public IpAddress? Destination { get; init; }

    /// <summary>And these ports only, or none of them.</summary>
    public Selection And(PortRanges ports, bool isNegated = false) => this with { Ports = Ports.Intersect(isNegated ? ports.Invert() : ports) };

    /// <summary>And this share only, or what it leaves.</summary>
    public Selection And(Share share, bool isNegated = false)
    {
        var taken = !isNegated ? share : share switch
        {
            Share.None => Share.All,
            Share.All => Share.None,
            _ => Share.Some,
        };
        return this with { Strangers = taken < Strangers ? taken : Strangers };
    }

    /// <summary>And a condition that is not known here.</summary>
    public Selection AndUnknown() => And(Share.Some) with { IsUnderstood = false };
}
