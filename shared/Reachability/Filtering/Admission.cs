using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Filtering;

/// <summary>An entry of a managed service's allow list.</summary>
/// <param name="Id">How people recognise it: its name, or the range as it was written.</param>
/// <param name="Sources">Whom it admits; null where it could not be read: then it may be anyone.</param>
public sealed record Admission(string Id, SourceSet? Sources)
{
    /// <summary>What could not be read of it; null where all is clear.</summary>
    public string? Problem => Sources is null ? $"The allowed range {Id} is neither an address nor a range." : null;

    /// <summary>An address or a CIDR block; host bits that are set do not matter to the services that accept them.</summary>
    /// <param name="text">What the entry says.</param>
    /// <param name="name">Its name, where it has one.</param>
    public static Admission Of(string text, string? name = null) => new(name is null ? text : $"{name} ({text})", Parse(text));

    /// <summary>From one address to another, both included; nobody when they are the wrong way round.</summary>
    public static Admission Between(string name, string? first, string? last) => new($"{name} ({first}-{last})",
        IpAddress.TryParse(first, out var from) && IpAddress.TryParse(last, out var to) && from.IsV4 == to.IsV4 ? Span(from, to) : null);

    /// <summary>As a rule of a list.</summary>
    public Rule Rule => Sources is null ? new(Id, Allows: true, FlowSet.Empty, FlowSet.All) : new(Id, allows: true, FlowSet.Of(Sources.V4, Sources.V6));

    /// <summary>The list: what it names may come in, nobody else.</summary>
    /// <param name="name">Which list, for people.</param>
    /// <param name="admitted">Its entries.</param>
    public static RuleList Only(string name, IEnumerable<Admission> admitted) =>
        new(name, admitted.Select(static entry => entry.Rule), new("anyone else", allows: false, FlowSet.All));

    private static SourceSet? Parse(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        var address = slash < 0 ? text : text[..slash];
        if (!IpAddress.TryParse(address.Trim(), out var from))
        {
            return null;
        }

        var width = from.IsV4 ? 32 : 128;
        var length = width;
        return slash >= 0 && (!int.TryParse(text[(slash + 1)..], out length) || length < 0 || length > width) ? null
            : SourceSet.Of([new IpRange(Masked(from, width - length), length)]);
    }

    private static IpAddress Masked(IpAddress address, int host) => address with { Bits = host >= 128 ? 0 : address.Bits >> host << host };

    private static SourceSet Span(IpAddress from, IpAddress to)
    {
        var span = from > to ? AddressSet.Empty : AddressSet.Of([new(from.Bits, to.Bits)]);
        return from.IsV4 ? new(span, AddressSet.Empty) : new(AddressSet.Empty, span);
    }
}
