using System.Xml;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>What the hosts of one document share.</summary>
/// <param name="Start">When the run began; null when neither the document nor the event's property says.</param>
/// <param name="Scanner">Who scanned.</param>
internal readonly record struct NmapRun(DateTimeOffset? Start, string Scanner)
{
    /// <summary>Reads the attributes of <c>nmaprun</c>. Scanners that borrow the format name themselves.</summary>
    public static NmapRun Read(XmlReader xml, ReadingContext context)
    {
        var scanner = xml.GetAttribute("scanner") is MasscanReader.Name or NaabuReader.Name ? xml.GetAttribute("scanner")! : NmapReader.Name;
        return new(NmapHost.Epoch(xml, "start") ?? ScanTime.Named(context), scanner);
    }
}
