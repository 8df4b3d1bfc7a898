using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>buildschema: the least schema that admits all values of a dynamic column.</summary>
internal static class Schemas
{
    private const string Indexer = "`indexer`";

    public static IEnumerable<Aggregate> All =>
    [
        new("buildschema", "(value: dynamic): dynamic", "skips nulls; null of none", Bind),
        new("buildschemaif", "(value: dynamic, predicate: bool): dynamic", "skips nulls; null of none", site => Bind(site, site.Predicate(1))),
    ];

    private static BoundAggregate Bind(AggregateSite site) => Bind(site, null);

    private static BoundAggregate Bind(AggregateSite site, Execution.BoundExpression? predicate)
    {
        var value = ExpressionBinder.As(site.Argument(0), ScalarType.Dynamic, site.Call.Position);
        return new(site.NameOf("schema_"), ScalarType.Dynamic, () => new Folding<Dynamic, Admitted?, Dynamic>(
            value, predicate, (schema, v) => (schema ?? new()).With(v), (schema, _) => schema?.Written ?? null!, (_, seen) => !seen));
    }

    /// <summary>The scalar types admitted, and the schemas of properties and elements where bags and arrays are.</summary>
    private sealed class Admitted
    {
        private readonly List<string> scalars = [];
        private Dictionary<string, Admitted>? properties;

        public Dynamic? Written
        {
            get
            {
                Dynamic?[] all = [.. properties is null ? [] : new Dynamic?[] { new DynamicBag(properties.Select(p => KeyValuePair.Create(p.Key, p.Value.Written))) }, .. scalars.Select(Dynamic.Of)];
                return all.Length switch { 0 => null, 1 => all[0], _ => new DynamicArray(all) };
            }
        }

        public Admitted With(Dynamic? value)
        {
            switch (value)
            {
                case DynamicBag bag:
                    foreach (var (name, item) in bag.Properties)
                    {
                        Property(name).With(item);
                    }

                    break;
                case DynamicArray array:
                    foreach (var item in array.Items)
                    {
                        Property(Indexer).With(item);
                    }

                    break;
                case not null when NameOf(value) is var name && !scalars.Contains(name):
                    scalars.Add(name);
                    break;
            }

            return this;
        }

        private Admitted Property(string name)
        {
            properties ??= new(StringComparer.Ordinal);
            properties.TryAdd(name, new());
            return properties[name];
        }

        private static string NameOf(Dynamic value) => value switch
        {
            DynamicScalar<long> => "long",
            DynamicScalar<double> or DynamicScalar<decimal> => "double",
            DynamicScalar<bool> => "bool",
            DynamicScalar<DateTime> => "datetime",
            DynamicScalar<TimeSpan> => "timespan",
            DynamicScalar<Guid> => "guid",
            _ => "string",
        };
    }
}
