using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions.Geo;

/// <summary>Geohash cells: bits of longitude and latitude in turn, five a letter.</summary>
internal static class Geohash
{
    private const string Letters = "0123456789bcdefghjkmnpqrstuvwxyz";
    private const int MaxLength = 18;
    private const long DefaultLength = 5;

    // In the order in which the real engine names them.
    private static readonly (int X, int Y)[] Around = [(-1, 0), (-1, -1), (0, -1), (1, -1), (1, 1), (1, 0), (0, 1), (-1, 1)];

    public static IEnumerable<ScalarFunction> All =>
    [
        new("geo_point_to_geohash", [Define.Of<double, double, string>((x, y) => At(x, y, DefaultLength)), Define.Of<double, double, long, string>(At)]) { Nulls = "\"\" of what is no place or length" },
        new("geo_geohash_to_central_point", [Define.Of<string, Dynamic>(v => Bounds(v) is { } b ? Shape.Bag("Point", Pair((b.West + b.East) / 2, (b.South + b.North) / 2)) : null!)]) { Nulls = "null of what is no geohash" },
        new("geo_geohash_to_polygon", [Define.Of<string, Dynamic>(v => Bounds(v) is { } b ? Shape.Bag("Polygon", new DynamicArray([new DynamicArray([Pair(b.West, b.South), Pair(b.East, b.South), Pair(b.East, b.North), Pair(b.West, b.North), Pair(b.West, b.South)])])) : null!)]) { Nulls = "null of what is no geohash" },
        new("geo_geohash_neighbors", [Define.Of<string, Dynamic>(v => Bounds(v) is { } b ? Neighbours(b, v.Length) : null!)]) { Nulls = "null of what is no geohash" },
    ];

    private static string At(double longitude, double latitude, long length)
    {
        if (!Sphere.IsPlace(longitude, latitude) || length is < 1 or > MaxLength)
        {
            return "";
        }

        var (west, east, south, north) = (-180.0, 180.0, -90.0, 90.0);
        return string.Create((int)length, 0, (text, _) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var letter = 0;
                for (var bit = 5 * i; bit < 5 * (i + 1); bit++)
                {
                    letter = (letter << 1) | (bit % 2 == 0 ? Half(ref west, ref east, longitude) : Half(ref south, ref north, latitude));
                }

                text[i] = Letters[letter];
            }
        });
    }

    private static int Half(ref double low, ref double high, double value)
    {
        var middle = (low + high) / 2;
        (low, high) = value >= middle ? (middle, high) : (low, middle);
        return low == middle ? 1 : 0;
    }

    private static (double West, double East, double South, double North)? Bounds(string text)
    {
        var (west, east, south, north) = (-180.0, 180.0, -90.0, 90.0);
        for (var bit = 0; bit < text.Length * 5; bit++)
        {
            var letter = Letters.IndexOf(text[bit / 5], StringComparison.Ordinal);
            if (letter < 0)
            {
                return null;
            }

            var isUpper = ((letter >> (4 - (bit % 5))) & 1) == 1;
            var middle = bit % 2 == 0 ? (west + east) / 2 : (south + north) / 2;
            _ = bit % 2 == 0 ? isUpper ? west = middle : east = middle : isUpper ? south = middle : north = middle;
        }

        return text.Length is > 0 and <= MaxLength ? (west, east, south, north) : null;
    }

    // Longitudes go round, and nothing lies beyond the poles.
    private static DynamicArray Neighbours((double West, double East, double South, double North) b, int length)
        => new([.. from step in Around
                   let x = ((b.West + b.East) / 2) + (step.X * (b.East - b.West))
                   let y = ((b.South + b.North) / 2) + (step.Y * (b.North - b.South))
                   where y is > -90 and < 90
                   select Dynamic.Of(At(x > 180 ? x - 360 : x < -180 ? x + 360 : x, y, length))]);

    private static DynamicArray Pair(double x, double y) => new([Dynamic.Of(x), Dynamic.Of(y)]);
}
