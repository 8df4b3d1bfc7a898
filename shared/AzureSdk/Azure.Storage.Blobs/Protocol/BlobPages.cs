using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>The pages of a listing. A page may be empty and still have a successor; only a missing marker ends the listing.</summary>
internal sealed class BlobPages(BlobService service, string container, string? prefix, CancellationToken cancel) : AsyncPageable<BlobItem>(cancel)
{
    public override async IAsyncEnumerable<Page<BlobItem>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var response = await service.SendAsync(BlobOperation.List(container, prefix, continuationToken, pageSizeHint), CancellationToken, 200);
            var listing = Read(response);
            continuationToken = listing.Element("NextMarker")?.Value is { Length: > 0 } marker ? marker : null;
            yield return Page<BlobItem>.FromValues([.. listing.Elements("Blobs").Elements("Blob").Select(Item)], continuationToken, response);
        }
        while (continuationToken is not null);
    }

    private static XElement Read(Response response)
    {
        try
        {
            using var reader = XmlReader.Create(response.Content.ToStream(), BlobXml.Settings);
            return XElement.Load(reader);
        }
        catch (XmlException fault)
        {
            throw new RequestFailedException(response.Status, $"The listing of the container cannot be read: {fault.Message}", fault);
        }
    }

    private static BlobItem Item(XElement blob)
    {
        var properties = blob.Element("Properties");
        return new(NameOf(blob.Element("Name")), new()
        {
            ContentLength = long.TryParse(properties?.Element("Content-Length")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null,
            CreatedOn = Time(properties?.Element("Creation-Time")),
            LastModified = Time(properties?.Element("Last-Modified")),
            ETag = properties?.Element("Etag")?.Value is { Length: > 0 } etag ? new ETag(etag) : null,
        });
    }

    // Names with characters that XML cannot hold are escaped, and say so.
    private static string NameOf(XElement? name) => name?.Attribute("Encoded")?.Value == "true" ? Uri.UnescapeDataString(name.Value) : name?.Value ?? "";

    private static DateTimeOffset? Time(XElement? element) =>
        DateTimeOffset.TryParse(element?.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
