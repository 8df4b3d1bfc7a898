using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Named groups of addresses ("Virtual network service tags").</summary>
internal static class ServiceTag
{
    /// <summary>Where the platform's probes come from, and the virtual address of the host: public in form, and used inside Azure only ("What is IP address 168.63.129.16?").</summary>
    public static SourceSet Platform { get; } = Block("168.63.129.16");

    /// <summary>Ranges that never come from the internet: networks on premises have such addresses.</summary>
    public static SourceSet Private { get; } =
        Block("10.0.0.0/8").Union(Block("172.16.0.0/12")).Union(Block("192.168.0.0/16")).Union(Block("100.64.0.0/10")).Union(Block("fc00::/7"));

    /// <summary>Addresses of the public internet.</summary>
    public static SourceSet Global { get; } = new(GlobalOf(isV4: true), GlobalOf(isV4: false));

    /// <summary>Whether a text has the form of a tag: <c>Internet</c>, <c>AzureCloud</c>, <c>Storage.WestEurope</c>.</summary>
    public static bool IsOne(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>
    /// The addresses of a tag. Those of Azure's services are published apart from the configuration and change weekly: which they are is not known here.
    /// </summary>
    public static AddressScope In(string tag, VirtualNetwork? network) =>
        Is(tag, "Internet") ? Internet(network)
        : Is(tag, "VirtualNetwork") ? Network(network)
        : Is(tag, "AzureLoadBalancer") ? AddressScope.Exactly(Platform)
        : AddressScope.SomeOf(Global);

    /// <summary>Whether a tag is the one of this name, in any case.</summary>
    public static bool Is(string tag, string name) => tag.Equals(name, StringComparison.OrdinalIgnoreCase);

    // The network's own space and that of its peers; connected networks on premises are part of it and are not told.
    private static AddressScope Network(VirtualNetwork? network)
    {
        var known = (network?.Space ?? SourceSet.Empty).Union(Platform);
        return new(known, known.Union(Private));
    }

    // Outside the virtual network and reachable by the public internet.
    private static AddressScope Internet(VirtualNetwork? network) =>
        AddressScope.Exactly(SourceSet.All.Except(Private).Except(Platform).Except(network?.Space ?? SourceSet.Empty));

    private static SourceSet Block(string text) => AddressText.TryRead(text, out var set) ? set : SourceSet.Empty;

    private static AddressSet GlobalOf(bool isV4) => AddressSet.Of(AddressSpace.Global(isV4).Select(static stretch => new AddressInterval(stretch.First, stretch.Last)));
}
