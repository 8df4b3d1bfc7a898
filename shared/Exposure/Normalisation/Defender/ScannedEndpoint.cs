using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>The scanned public endpoint inside <c>AdditionalFields</c>.</summary>
internal static class ScannedEndpoint
{
    // The second spelling is that of Microsoft's first published query.
    private static readonly AsciiNames Columns = new("PublicScannedIp", "PublicScannedPort", "ScannedPublicIp", "ScannedPublicPort");

    /// <summary>Null when the fields are missing, no JSON, or name no address; the port may be a number or a text, 0 when missing.</summary>
    public static Endpoint? Read(JsonValue additionalFields)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Columns.Count];
        if (!JsonRow.TryRead(additionalFields.Nested(), Columns, cells, out var fields))
        {
            return null;
        }

        var ip = fields[0].IsAbsent ? fields[2] : fields[0];
        var port = fields[1].IsAbsent ? fields[3] : fields[1];
        return ip.TryAddress(out var address) && port.TryPort(out var number) ? new(address, number) : null;
    }
}
