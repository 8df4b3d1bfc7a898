using Azure.Core;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>One request of the Blob service.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Container, or container and blob, escaped.</param>
internal sealed record BlobOperation(RequestMethod Method, string Path)
{
    public BinaryData? Body { get; init; }

    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    public IReadOnlyList<(string Name, string? Value)> Headers { get; init; } = [];

    private static (string, string) OfContainer => ("restype", "container");

    public static BlobOperation CreateContainer(string name, PublicAccessType access, IDictionary<string, string>? metadata, BlobContainerEncryptionScopeOptions? encryption) => new(RequestMethod.Put, name)
    {
        Query = [OfContainer],
        Headers =
        [
            ("x-ms-blob-public-access", access switch { PublicAccessType.None => null, PublicAccessType.BlobContainer => "container", _ => "blob" }),
            ("x-ms-default-encryption-scope", encryption?.DefaultEncryptionScope),
            ("x-ms-deny-encryption-scope-override", encryption is null ? null : encryption.PreventEncryptionScopeOverride ? "true" : "false"),
            .. (metadata ?? new Dictionary<string, string>()).Select(static pair => ($"x-ms-meta-{pair.Key}", (string?)pair.Value)),
        ],
    };

    public static BlobOperation DeleteContainer(string name, BlobRequestConditions? conditions) => new(RequestMethod.Delete, name) { Query = [OfContainer], Headers = [.. Of(conditions)] };

    public static BlobOperation List(string container, string? prefix, string? marker, int? most) => new(RequestMethod.Get, container)
    {
        Query =
        [
            OfContainer,
            ("comp", "list"),
            .. string.IsNullOrEmpty(prefix) ? [] : new[] { ("prefix", prefix) },
            .. string.IsNullOrEmpty(marker) ? [] : new[] { ("marker", marker) },
            .. most is { } count ? new[] { ("maxresults", count.ToString(System.Globalization.CultureInfo.InvariantCulture)) } : [],
        ],
    };

    public static BlobOperation Upload(string container, string blob, BinaryData content, BlobUploadOptions? options) => new(RequestMethod.Put, PathOf(container, blob))
    {
        Body = content,
        Headers = [("x-ms-blob-type", "BlockBlob"), ("Content-Type", "application/octet-stream"), .. Of(options?.Conditions)],
    };

    public static BlobOperation Download(string container, string blob, BlobDownloadOptions? options) => new(RequestMethod.Get, PathOf(container, blob))
    {
        Headers = [("x-ms-range", options is null || options.Range == default ? null : options.Range.ToString()), .. Of(options?.Conditions)],
    };

    public static BlobOperation Delete(string container, string blob, DeleteSnapshotsOption snapshots, BlobRequestConditions? conditions) => new(RequestMethod.Delete, PathOf(container, blob))
    {
        Headers = [("x-ms-delete-snapshots", snapshots switch { DeleteSnapshotsOption.None => null, DeleteSnapshotsOption.IncludeSnapshots => "include", _ => "only" }), .. Of(conditions)],
    };

    public static string PathOf(string container, string blob) => $"{container}/{string.Join('/', blob.Split('/').Select(Uri.EscapeDataString))}";

    public void ApplyTo(Request request, Uri endpoint, string version)
    {
        request.Method = Method;
        request.Uri.Reset(endpoint);
        request.Uri.AppendPath("/" + Path, escape: false);
        foreach (var (name, value) in Query)
        {
            request.Uri.AppendQuery(name, value, escapeValue: true);
        }

        request.Headers.SetValue("x-ms-version", version);
        foreach (var (name, value) in Headers)
        {
            if (value is not null) request.Headers.SetValue(name, value);
        }

        if (Body is not null) request.Content = RequestContent.Create(Body);
    }

    private static IEnumerable<(string Name, string? Value)> Of(BlobRequestConditions? conditions) =>
        [("If-Match", conditions?.IfMatch?.ToString("H")), ("If-None-Match", conditions?.IfNoneMatch?.ToString("H"))];
}
