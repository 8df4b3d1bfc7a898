using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>getschema: the columns of a table, a row each.</summary>
internal sealed class GetSchema(Schema described) : Plan(new Schema([
    new("ColumnName", ScalarType.String), new("ColumnOrdinal", ScalarType.Long), new("DataType", ScalarType.String), new("ColumnType", ScalarType.String)]))
{
    public static Plan Bind(GetSchemaOperator syntax, Plan input, OperatorSite site) => new GetSchema(input.Schema);

    public override IEnumerable<Batch> Run(QueryContext context) =>
    [
        new([
            new Column<string>([.. described.Names]),
            new Column<long>([.. Enumerable.Range(0, described.Count).Select(i => (long)i)]),
            new Column<string>([.. described.Columns.Select(c => FrameworkName(c.Type))]),
            new Column<string>([.. described.Columns.Select(c => c.Type.Name())])], described.Count),
    ];

    private static string FrameworkName(ScalarType type) => type switch
    {
        ScalarType.Bool => "System.SByte",
        ScalarType.Decimal => "System.Data.SqlTypes.SqlDecimal",
        ScalarType.Dynamic => "System.Object",
        _ => type.Storage().FullName!,
    };
}
