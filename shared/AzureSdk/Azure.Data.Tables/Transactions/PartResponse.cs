using System.Diagnostics.CodeAnalysis;
using Azure.Core;

namespace Azure.Data.Tables.Transactions;

/// <summary>The response to one action, as it stood in the transaction's answer.</summary>
internal sealed class PartResponse(int status, string reason, IEnumerable<string> headers, ReadOnlyMemory<byte> body) : Response
{
    private readonly HttpHeader[] _headers = [.. headers.Select(MultipartReader.Header).Select(header => new HttpHeader(header.Name, header.Value))];

    public override int Status => status;

    public override string ReasonPhrase => reason;

    public override Stream? ContentStream { get; set; } = new MemoryStream(body.ToArray(), writable: false);

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => _headers.Any(Named(name));

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => _headers;

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = _headers.Where(Named(name)).Select(header => header.Value).FirstOrDefault();
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        string[] found = [.. _headers.Where(Named(name)).Select(header => header.Value)];
        values = found.Length > 0 ? found : null;
        return values is not null;
    }

    private static Func<HttpHeader, bool> Named(string name) => header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
