using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Where addresses are: only as far as the query's sources know.</summary>
internal static class Locations
{
    public static IEnumerable<ScalarFunction> All =>
        [new("geo_info_from_ip_address", []) { Special = Bind, Shape = "(address: string): dynamic", Nulls = "null where it is not known; refused unless locations are registered" }];

    private static Call? Bind(CallSite site)
    {
        if (site.Arguments is not [var address] || Binding.Widening.To(address, ScalarType.String) is not { } text || address.Type is not (ScalarType.String or ScalarType.Dynamic))
        {
            return null;
        }

        var known = site.Sources.Locations ?? throw QueryException.Unsupported(site.Position, $"geo_info_from_ip_address() is not enabled here{(site.Sources.Absent.TryGetValue("geo_info_from_ip_address", out var how) ? $"; {how}" : "")}");
        return new(ScalarType.Dynamic, [text], Define.Of<string, Dynamic>(v => known.Find(v) is { } location ? Bag(location) : null!).Implementation);
    }

    private static DynamicBag Bag(AddressLocation location) => new(
    [
        Property("country", location.Country), Property("state", location.State), Property("city", location.City), Degrees("latitude", location.Latitude), Degrees("longitude", location.Longitude),
    ]);

    private static KeyValuePair<string, Dynamic?> Degrees(string name, double value) => double.IsFinite(value) ? Property(name, value) : new(name, null);

    private static KeyValuePair<string, Dynamic?> Property<T>(string name, T value) where T : notnull => new(name, Dynamic.Of(value));
}
