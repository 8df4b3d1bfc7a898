namespace ExposurePipeline.Benchmarks;

/// <summary>Puts records into hub messages.</summary>
internal static class Packing
{
    private const int MessageBytes = 1000 * 1024;

    /// <summary>JSON Lines, in messages as large as a hub takes.</summary>
    public static IReadOnlyList<byte[]> Lines(IEnumerable<byte[]> records)
    {
        var messages = new List<byte[]>();
        using var message = new MemoryStream();
        foreach (var record in records)
        {
            if (message.Length + record.Length > MessageBytes)
            {
                messages.Add(message.ToArray());
                message.SetLength(0);
            }

            message.Write(record);
            message.WriteByte((byte)'\n');
        }

        messages.Add(message.ToArray());
        return messages;
    }

    /// <summary>Defender's export: <c>{"records":[...]}</c> with so many records in each message.</summary>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Envelopes(IEnumerable<byte[]> records, int perMessage) =>
        [.. records.Chunk(perMessage).Select(static chunk => (ReadOnlyMemory<byte>)Envelope(chunk))];

    public static byte[] Envelope(IReadOnlyList<byte[]> records)
    {
        using var message = new MemoryStream();
        message.Write("{\"records\":["u8);
        foreach (var (index, record) in records.Index())
        {
            message.Write(index == 0 ? default : ","u8);
            message.Write(record);
        }

        message.Write("]}"u8);
        return message.ToArray();
    }
}
