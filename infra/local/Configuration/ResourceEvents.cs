using System.IO.Compression;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Local.Configuration;

/// <summary>Cloud configuration as events for hub <c>resources</c>: a line a resource, as many as an event holds, so that files of any length are sent as they are read.</summary>
/// <param name="files">The files.</param>
public sealed class ResourceEvents(ConfigurationFiles files)
{
    /// <summary>Bytes at which an event is full: small enough that several readers share a long file.</summary>
    public const int FullEvent = 192 * 1024;

    // Above this a line is packed, which takes it far below the megabyte that a hub accepts.
    private const int LongLine = 768 * 1024;

    /// <summary>Resources that were read so far.</summary>
    public int Resources { get; private set; }

    /// <summary>Documents so far that name no resource of a known cloud.</summary>
    public int Unknown { get; private set; }

    /// <summary>The bodies, read on as they are asked for.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Bodies()
    {
        var body = new MemoryStream();
        foreach (var line in Lines())
        {
            if (line.Length > LongLine)
            {
                yield return Pack(line);
                continue;
            }

            if (body.Length > 0 && body.Length + line.Length > FullEvent)
            {
                yield return body.ToArray();
                body.SetLength(0);
            }

            body.Write(line.Span);
            body.WriteByte((byte)'\n');
        }

        if (body.Length > 0)
        {
            yield return body.ToArray();
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> Lines()
    {
        foreach (var document in files.Documents())
        {
            var before = Resources;
            foreach (var change in Clouds.Changes(document))
            {
                Resources++;
                yield return ResourceLine.Write(change);
            }

            Unknown += Resources == before ? 1 : 0;
        }
    }

    private static byte[] Pack(ReadOnlyMemory<byte> line)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(line.Span);
        }

        return packed.ToArray();
    }
}
