namespace ExposurePipeline.Tests.Lab;

/// <summary>A machine of the organisation.</summary>
/// <param name="Id">Its name, and that of its namespace.</param>
/// <param name="Segment">Where it is plugged in.</param>
/// <param name="Addresses">With prefix lengths.</param>
/// <param name="Sockets">What listens, for example <c>tcp 0.0.0.0:22</c>.</param>
/// <param name="Ruleset">Its own nftables rules; none for a machine without a firewall, which tracks no connections either.</param>
internal sealed record Device(string Id, Segment Segment, string[] Addresses, string[] Sockets, string Ruleset = "")
{
    /// <summary>Its addresses alone.</summary>
    public IEnumerable<string> Ips => Addresses.Select(address => address.Split('/')[0]);
}

/// <summary>A network that machines are plugged into.</summary>
internal enum Segment
{
    /// <summary>The internet.</summary>
    Wan,

    /// <summary>The organisation's own.</summary>
    Lan,
}
