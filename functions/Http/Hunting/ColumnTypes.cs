using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>What both APIs call the types of columns: the framework's names for what the engine behind them stores, a bool as a signed byte.</summary>
internal static class ColumnTypes
{
    /// <summary>The name in a schema.</summary>
    public static string Name(ScalarType type) => type switch
    {
        ScalarType.Bool => "SByte",
        ScalarType.DateTime => "DateTime",
        ScalarType.Decimal => "SqlDecimal",
        ScalarType.Dynamic => "Object",
        ScalarType.Guid => "Guid",
        ScalarType.Int => "Int32",
        ScalarType.Long => "Int64",
        ScalarType.Real => "Double",
        ScalarType.String => "String",
        _ => "TimeSpan",
    };

    /// <summary>What OData annotates beside a value, where JSON alone would be read as another type; null for none.</summary>
    public static string? Annotation(ScalarType type) => type switch
    {
        ScalarType.Bool => "#SByte",
        ScalarType.Long => "#Int64",
        ScalarType.Decimal => "#Decimal",
        ScalarType.Guid => "#Guid",
        _ => null,
    };
}
