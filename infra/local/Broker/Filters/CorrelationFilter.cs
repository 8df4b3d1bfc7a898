namespace ExposurePipeline.Local.Broker.Filters;

/// <summary>Equality on every named property, all of which must hold; system names as in <see cref="FilterMessage"/>.</summary>
internal sealed record CorrelationFilter(IReadOnlyDictionary<string, string> System, IReadOnlyDictionary<string, object?> Properties) : IFilter
{
    public bool Matches(FilterMessage message) =>
        System.All(wanted => message.System(wanted.Key) is string value && value == wanted.Value)
        && Properties.All(wanted => Values.Compare("=", message.User(wanted.Key), wanted.Value) is true);
}

/// <summary>Every message, or none.</summary>
internal sealed record ConstantFilter(bool Result) : IFilter
{
    public bool Matches(FilterMessage message) => Result;
}
