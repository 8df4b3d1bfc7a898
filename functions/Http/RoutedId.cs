namespace ExposurePipeline.Functions.Http;

/// <summary>An identifier as a segment of a route.</summary>
internal static class RoutedId
{
    /// <summary>The identifier. Servers decode every character of a path but the slash, which identifiers of cloud assets have.</summary>
    public static string Of(string segment) => segment.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
