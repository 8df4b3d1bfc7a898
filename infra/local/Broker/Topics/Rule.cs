using ExposurePipeline.Local.Broker.Filters;
using ExposurePipeline.Local.Broker.Hubs;

namespace ExposurePipeline.Local.Broker.Topics;

/// <summary>One rule of a subscription, as declared: an SQL text, or equalities (correlation).</summary>
public sealed record Rule
{
    /// <summary>Unique in its subscription.</summary>
    public required string Name { get; init; }

    /// <summary>A Service Bus SQL condition; null for a correlation rule.</summary>
    public string? Sql { get; init; }

    /// <summary>Correlation: system properties (CorrelationId, Label, …) and the text each must equal.</summary>
    public IReadOnlyDictionary<string, string> System { get; init; } = new Dictionary<string, string>();

    /// <summary>Correlation: a flat JSON object of application properties and the value each must equal; null for none.</summary>
    public string? Properties { get; init; }

    /// <summary>A rule from SQL text.</summary>
    public static Rule FromSql(string name, string sql) => new() { Name = name, Sql = sql };

    internal bool TryCompile(out IFilter? filter, out string? problem)
    {
        if (Sql is not null)
        {
            var read = SqlFilter.TryParse(Sql, out var parsed, out problem);
            filter = parsed;
            problem = read ? null : $"rule {Name}: {problem}";
            return read;
        }

        var stranger = System.Keys.FirstOrDefault(name => !FilterMessage.IsSystemProperty(name));
        problem = stranger is null ? null : $"rule {Name}: there is no system property '{stranger}'";
        filter = new CorrelationFilter(System, PropertyText.Read(Properties));
        return problem is null;
    }
}
