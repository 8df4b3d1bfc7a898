using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>Addresses and service tags that a rule names.</summary>
/// <param name="Prefixes">Addresses that are written out.</param>
/// <param name="Tags">Service tags.</param>
/// <param name="IsWhole">Whether every entry could be read.</param>
public sealed record AddressList(SourceSet Prefixes, IReadOnlyList<string> Tags, bool IsWhole)
{
    /// <summary>No entry.</summary>
    public static AddressList Empty { get; } = new(SourceSet.Empty, [], IsWhole: true);

    /// <summary>Whether there is an entry.</summary>
    public bool Exists => !Prefixes.IsEmpty || Tags.Count > 0 || !IsWhole;

    /// <summary>Reads the singular and the plural spelling of a field together: Azure writes one and leaves the other empty or out.</summary>
    public static AddressList Read(string where, List<string> problems, params ReadOnlySpan<Body> fields)
    {
        var list = Empty;
        foreach (var field in fields)
        {
            foreach (var text in field.Texts.SelectMany(static text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
            {
                list = list.With(text, where, problems);
            }
        }

        return list;
    }

    /// <summary>Which addresses that are, seen from a virtual network.</summary>
    public AddressScope In(VirtualNetwork? network)
    {
        var scope = AddressScope.Exactly(Prefixes);
        foreach (var tag in Tags)
        {
            scope = scope.Union(ServiceTag.In(tag, network));
        }

        return IsWhole ? scope : scope.Union(AddressScope.SomeOf(SourceSet.All));
    }

    private AddressList With(string text, string where, List<string> problems)
    {
        if (AddressText.TryRead(text, out var addresses))
        {
            return this with { Prefixes = Prefixes.Union(addresses) };
        }

        if (ServiceTag.IsOne(text))
        {
            return this with { Tags = [.. Tags, text] };
        }

        problems.Add($"{where}: '{text}' is neither an address range nor a service tag.");
        return this with { IsWhole = false };
    }
}
