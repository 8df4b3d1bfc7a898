using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>The two continuation headers as one token, joined by a space as in the real package; the second may be missing.</summary>
internal static class Continuation
{
    private const string NextPartitionKey = "NextPartitionKey";
    private const string NextRowKey = "NextRowKey";
    private const string HeaderPrefix = "x-ms-continuation-";

    public static string? Read(ResponseHeaders headers)
    {
        var hasPartition = headers.TryGetValue(HeaderPrefix + NextPartitionKey, out var partition);
        var hasRow = headers.TryGetValue(HeaderPrefix + NextRowKey, out var row);
        return hasPartition || hasRow ? $"{partition} {row}" : null;
    }

    public static IEnumerable<(string Name, string Value)> Options(string? token)
    {
        if (token is null || token.Length <= 1) yield break;
        var parts = token.Split(' ', 2);
        yield return (NextPartitionKey, parts[0]);
        if (parts is [_, { Length: > 0 } row]) yield return (NextRowKey, row);
    }
}
