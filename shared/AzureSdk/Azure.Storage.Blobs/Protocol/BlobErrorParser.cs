using System.Xml;
using System.Xml.Linq;
using Azure.Core;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>Reads <c>&lt;Error&gt;&lt;Code/&gt;&lt;Message/&gt;&lt;/Error&gt;</c>; without a body the header <c>x-ms-error-code</c> names the fault.</summary>
internal sealed class BlobErrorParser : RequestFailedDetailsParser
{
    public static BlobErrorParser Instance { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        (error, data) = (null, null);
        var code = response.Headers.TryGetValue("x-ms-error-code", out var header) ? header : null;
        var body = Body(response);
        if (code is null && body is null) return false;

        error = new ResponseError(code ?? body?.Element("Code")?.Value, body?.Element("Message")?.Value);
        return true;
    }

    private static XElement? Body(Response response)
    {
        try
        {
            using var reader = XmlReader.Create(response.Content.ToStream(), BlobXml.Settings);
            return XElement.Load(reader) is { Name.LocalName: "Error" } error ? error : null;
        }
        catch (XmlException)
        {
            // Proxies and gateways answer in HTML or nothing: Azure.Core then reports status and body as they are.
            return null;
        }
    }
}
