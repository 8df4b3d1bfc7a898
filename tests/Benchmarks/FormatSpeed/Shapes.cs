namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Every format that is measured.</summary>
internal static class Shapes
{
    private const int Trial = 1000;

    /// <summary>What the others are measured against; about so many bytes.</summary>
    public static Shape Measure(long bytes) => Of(DefenderShape.Create, bytes);

    /// <summary>The others whose name has a text; about so many bytes of each.</summary>
    public static IEnumerable<Shape> Others(long bytes, string name) =>
        new Func<int, bool, Shape>[] { ZeekShapes.Table, ZeekShapes.Json, SysmonShapes.Xml, SysmonShapes.Json, AzureShape.Create, AwsShape.Create, GcpShape.Create, EveShape.Create, NmapShape.Create }
            .Where(create => create(Trial, false).Name.Contains(name, StringComparison.OrdinalIgnoreCase))
            .Select(create => Of(create, bytes));

    private static Shape Of(Func<int, bool, Shape> create, long bytes)
    {
        var records = (int)(bytes * Trial / create(Trial, false).Bytes);
        return create(records, false) with { Quiet = create(records, true) };
    }
}
