using System.Buffers;
using System.Buffers.Text;

namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Reads the form the host really sends for a binary batch: a JSON string that holds a compact array of base64 strings.</summary>
/// <remarks>One vectorised search and one vectorised decode per event. Any other spelling is left to <see cref="AnyBatch"/>.</remarks>
internal static class HostBatch
{
    /// <summary>Decodes the value at <paramref name="position"/>, which moves behind it on success and stays otherwise.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> json, ref int position, Span<byte> destination, ref EventList events)
    {
        var rest = json[position..];
        if (!TryStep(ref rest, "\"["u8))
            return false;
        var ended = TryStep(ref rest, "]\""u8);
        while (!ended)
        {
            if (!TryDecodeEvent(ref rest, destination[events.Used..], out var length))
                return false;
            events.Append(length);
            ended = TryStep(ref rest, "]\""u8);
            if (!ended && !TryStep(ref rest, ","u8))
                return false;
        }

        position = json.Length - rest.Length;
        return true;
    }

    private static bool TryDecodeEvent(ref ReadOnlySpan<byte> rest, Span<byte> destination, out int written)
    {
        written = 0;
        if (!TryStep(ref rest, "\\\""u8))
            return false;
        var length = rest.IndexOf((byte)'\\');
        if (length < 0)
            return false;
        var status = Base64.DecodeFromUtf8(rest[..length], destination, out _, out written);
        rest = rest[length..];
        return status == OperationStatus.Done && TryStep(ref rest, "\\\""u8);
    }

    private static bool TryStep(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> expected)
    {
        if (!rest.StartsWith(expected))
            return false;
        rest = rest[expected.Length..];
        return true;
    }
}
