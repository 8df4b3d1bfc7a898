using Azure.Core;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables.Protocol;

/// <summary>One request of the Table service, sent alone or as part of a transaction.</summary>
internal sealed record TableOperation(RequestMethod Method, string Path)
{
    public const string Json = "application/json";
    public const string MinimalMetadata = "application/json;odata=minimalmetadata";

    public ReadOnlyMemory<byte> Body { get; init; }

    public string ContentType { get; init; } = Json;

    public string? IfMatch { get; init; }

    public bool NoContentBack { get; init; }

    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    public IEnumerable<(string Name, string Value)> Headers()
    {
        yield return ("Accept", MinimalMetadata);
        yield return ("DataServiceVersion", "3.0");
        yield return ("MaxDataServiceVersion", "3.0;NetFx");
        if (!Body.IsEmpty) yield return ("Content-Type", ContentType);
        if (NoContentBack) yield return ("Prefer", "return-no-content");
        if (IfMatch is not null) yield return ("If-Match", IfMatch);
    }

    public static TableOperation CreateTable(string name) => new(RequestMethod.Post, "/Tables")
    {
        Body = EntityWriter.Write(new TableEntity { ["TableName"] = name }),
        NoContentBack = true,
    };

    public static TableOperation DeleteTable(string name) => new(RequestMethod.Delete, $"/Tables('{Uri.EscapeDataString(name)}')");

    public static TableOperation Insert(string table, ITableEntity entity) => new(RequestMethod.Post, $"/{table}")
    {
        Body = EntityWriter.Write(entity),
        NoContentBack = true,
    };

    /// <summary>An update when there is a condition, an upsert when there is none.</summary>
    public static TableOperation Put(string table, ITableEntity entity, TableUpdateMode mode, string? ifMatch) =>
        new(mode switch
        {
            TableUpdateMode.Replace => RequestMethod.Put,
            TableUpdateMode.Merge => RequestMethod.Patch,
            _ => throw new ArgumentException($"Unexpected value for mode: {mode}", nameof(mode)),
        }, EntityPath(table, entity.PartitionKey, entity.RowKey))
        {
            Body = EntityWriter.Write(entity),
            IfMatch = ifMatch,
        };

    public static TableOperation Delete(string table, string partitionKey, string rowKey, ETag ifMatch) =>
        new(RequestMethod.Delete, EntityPath(table, partitionKey, rowKey)) { IfMatch = ifMatch == default ? ETag.All.ToString() : ifMatch.ToString() };

    public static string EntityPath(string table, string partitionKey, string rowKey) => $"/{table}(PartitionKey='{Escape(partitionKey)}',RowKey='{Escape(rowKey)}')";

    public void ApplyTo(Request request, Uri endpoint, string version)
    {
        request.Method = Method;
        request.Uri.Reset(endpoint);
        request.Uri.AppendPath(Path, escape: false);
        foreach (var (name, value) in Query)
        {
            request.Uri.AppendQuery(name, value, escapeValue: true);
        }

        request.Headers.SetValue("x-ms-version", version);
        foreach (var (name, value) in Headers())
        {
            request.Headers.SetValue(name, value);
        }

        if (!Body.IsEmpty) request.Content = RequestContent.Create(Body);
    }

    private static string Escape(string key) => Uri.EscapeDataString(key.Replace("'", "''", StringComparison.Ordinal));
}
