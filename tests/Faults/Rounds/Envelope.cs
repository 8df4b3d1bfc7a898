using System.IO.Compression;
using System.Text;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>The shapes in which producers send several records as one event.</summary>
internal static class Envelope
{
    public static ReadOnlyMemory<byte> Wrap(IReadOnlyList<string> records, Random random) => random.Next(4) switch
    {
        0 => Encoding.UTF8.GetBytes($$"""{"records":[{{string.Join(',', records)}}]}"""),
        1 => Encoding.UTF8.GetBytes($"[{string.Join(',', records)}]"),
        2 => Encoding.UTF8.GetBytes(string.Join('\n', records)),
        _ => Gzip(Encoding.UTF8.GetBytes($$"""{"records":[{{string.Join(',', records)}}]}""")),
    };

    private static ReadOnlyMemory<byte> Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }
}
