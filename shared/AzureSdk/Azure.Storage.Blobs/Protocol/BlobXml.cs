using System.Xml;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>How answers are read: no document types, nothing from elsewhere.</summary>
internal static class BlobXml
{
    public static XmlReaderSettings Settings { get; } = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
}
