using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>What a rule of a packet filter does with what it takes.</summary>
internal enum Verdict
{
    /// <summary>Nothing: the next rule decides.</summary>
    Continue,

    /// <summary>Lets in.</summary>
    Admit,

    /// <summary>Shuts out.</summary>
    Refuse,

    /// <summary>Goes on behind the rule that led into this chain.</summary>
    Return,

    /// <summary>Goes through another chain and comes back.</summary>
    Jump,

    /// <summary>Goes through another chain and does not come back here.</summary>
    Goto,

    /// <summary>Sends on to another address.</summary>
    Forward,
}

/// <summary>A rule of a packet filter.</summary>
/// <param name="Text">The rule with its table and chain, as an operator would look it up.</param>
/// <param name="When">What it takes.</param>
/// <param name="Then">What it does.</param>
internal sealed record PacketRule(string Text, Selection When, Verdict Then)
{
    /// <summary>The chain that it leads into.</summary>
    public string? Chain { get; init; }

    /// <summary>Where it sends on to.</summary>
    public ForwardTarget? Target { get; init; }
}

/// <summary>Where a rule sends on to.</summary>
/// <param name="Address">The inner address.</param>
/// <param name="FromPort">The first inner port; 0 keeps the port.</param>
/// <param name="ToPort">The last inner port.</param>
internal readonly record struct ForwardTarget(IpAddress Address, ushort FromPort, ushort ToPort);

/// <summary>Connections that a rule decided on.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Ports">To which ports, beyond those that earlier rules had decided on.</param>
/// <param name="Destination">To which address of the device; null for any.</param>
internal sealed record Passage(PacketRule Rule, IReadOnlyList<PortRun> Ports, IpAddress? Destination);
