namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Every format that is measured.</summary>
internal static class Shapes
{
    private const int Trial = 1000;

    /// <summary>About so many bytes of each.</summary>
    public static IEnumerable<Shape> All(long bytes) =>
        new Func<int, Shape>[] { ZeekShapes.Table, ZeekShapes.Json, SysmonShapes.Xml, SysmonShapes.Json, AzureShape.Create, AwsShape.Create, GcpShape.Create, EveShape.Create, NmapShape.Create }
            .Select(create => create((int)(bytes * Trial / create(Trial).Bytes)));
}
