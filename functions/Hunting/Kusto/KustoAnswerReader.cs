using System.IO.Pipelines;
using System.Text.Json;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Reads results in either version of the protocol: a list of frames, read one by one, or one object with tables.</summary>
internal static class KustoAnswerReader
{
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 256 };

    /// <summary>The rows, or why they are not all there.</summary>
    /// <exception cref="JsonException">It is no result, or not the whole of one.</exception>
    public static async Task<HuntingAnswer> ReadAsync(Stream stream, int maxRows, CancellationToken cancellation)
    {
        try
        {
            return await ReadUncheckedAsync(stream, maxRows, cancellation);
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException) // a member that is missing, or of another kind
        {
            throw new JsonException("A result was expected.", fault);
        }
    }

    private static async Task<HuntingAnswer> ReadUncheckedAsync(Stream stream, int maxRows, CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream);
        var first = await FirstAsync(reader, cancellation);
        await using var body = reader.AsStream();
        if (first != '[')
        {
            using var document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = Deep.MaxDepth }, cancellation);
            return KustoTables.Read(document.RootElement, maxRows);
        }

        var frames = new KustoFrames(maxRows);
        await foreach (var frame in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(body, Deep, cancellation))
        {
            frames.Add(frame);
        }

        return frames.Answer();
    }

    private static async Task<char> FirstAsync(PipeReader reader, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(cancellation);
        var first = read.Buffer.IsEmpty ? throw new JsonException("The answer is empty.") : (char)read.Buffer.FirstSpan[0];
        reader.AdvanceTo(read.Buffer.Start); // to be read once more, as the beginning of it all
        return first;
    }
}
