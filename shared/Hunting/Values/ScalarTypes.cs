namespace ExposurePipeline.Hunting.Values;

/// <summary>Names of the types, and the framework type that stores each.</summary>
public static class ScalarTypes
{
    private static readonly Dictionary<string, ScalarType> ByName = new(StringComparer.Ordinal)
    {
        ["bool"] = ScalarType.Bool, ["boolean"] = ScalarType.Bool,
        ["datetime"] = ScalarType.DateTime, ["date"] = ScalarType.DateTime,
        ["decimal"] = ScalarType.Decimal,
        ["dynamic"] = ScalarType.Dynamic,
        ["guid"] = ScalarType.Guid, ["uuid"] = ScalarType.Guid, ["uniqueid"] = ScalarType.Guid,
        ["int"] = ScalarType.Int, ["int32"] = ScalarType.Int,
        ["long"] = ScalarType.Long, ["int64"] = ScalarType.Long,
        ["real"] = ScalarType.Real, ["double"] = ScalarType.Real, ["float"] = ScalarType.Real,
        ["string"] = ScalarType.String,
        ["timespan"] = ScalarType.TimeSpan, ["time"] = ScalarType.TimeSpan,
    };

    private static readonly string[] Names = ["bool", "datetime", "decimal", "dynamic", "guid", "int", "long", "real", "string", "timespan"];

    private static readonly Type[] Stored =
        [typeof(bool), typeof(DateTime), typeof(decimal), typeof(Dynamic), typeof(Guid), typeof(int), typeof(long), typeof(double), typeof(string), typeof(TimeSpan)];

    /// <summary>The type's name in the language.</summary>
    public static string Name(this ScalarType type) => Names[(int)type];

    /// <summary>Whether values can be added and divided as numbers.</summary>
    public static bool IsNumber(this ScalarType type) => type is ScalarType.Int or ScalarType.Long or ScalarType.Real or ScalarType.Decimal;

    /// <summary>Reads a type's name or one of its aliases.</summary>
    public static bool TryRead(string name, out ScalarType type) => ByName.TryGetValue(name, out type);

    /// <summary>The framework type that stores values of <paramref name="type"/>.</summary>
    public static Type Storage(this ScalarType type) => Stored[(int)type];

    /// <summary>The type whose values are stored as <typeparamref name="T"/>.</summary>
    public static ScalarType Of<T>() => Known<T>.Type;

    private static class Known<T>
    {
        public static readonly ScalarType Type = Array.IndexOf(Stored, typeof(T)) is >= 0 and var index
            ? (ScalarType)index
            : throw new NotSupportedException($"{typeof(T)} stores no type of the language.");
    }
}
