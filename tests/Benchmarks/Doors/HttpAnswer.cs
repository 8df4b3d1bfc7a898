using System.Buffers.Text;
using System.Text;

namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>The little that a load generator has to know of an answer.</summary>
internal static class HttpAnswer
{
    private static ReadOnlySpan<byte> LengthHeader => "Content-Length: "u8;

    /// <summary>Whether head and body have arrived.</summary>
    /// <exception cref="InvalidOperationException">It is no 200.</exception>
    public static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return false;
        }

        if (!answer.StartsWith("HTTP/1.1 200"u8))
        {
            throw new InvalidOperationException($"Answered: {Encoding.UTF8.GetString(answer)}");
        }

        var length = answer[..head].IndexOf(LengthHeader);
        return length < 0
            ? answer.EndsWith("0\r\n\r\n"u8) // chunked
            : Utf8Parser.TryParse(answer[(length + LengthHeader.Length)..], out int body, out _) && answer.Length >= head + 4 + body;
    }
}
