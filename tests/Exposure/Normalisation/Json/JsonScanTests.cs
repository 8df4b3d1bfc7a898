using System.Text;
using ExposurePipeline.Exposure.Normalisation.Json;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Json;

/// <summary>The scan of 64 bytes at a time ends where one byte at a time does.</summary>
public sealed class JsonScanTests
{
    private const string Alphabet = "{{}}[]\"\"\\\\\n,:x\u00e9";

    [Fact]
    public void values_end_where_a_scan_byte_by_byte_ends_them() => Assert.Equal([], Differences(new Random(20260719), 20_000));

    /// <summary>Texts of which the vectors say another end than the bytes.</summary>
    internal static IEnumerable<string> Differences(Random random, int count)
    {
        for (; count > 0; count--)
        {
            var text = "{" + string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(4) == 0 ? Alphabet[random.Next(Alphabet.Length)] : 'a'));
            var json = Encoding.UTF8.GetBytes(text);
            var (onLine, anywhere) = (JsonScan.ContainerOnLine(json, 0), JsonScan.ContainerAt(json, 0));
            if ((onLine.End, onLine.How) != ByteByByte(json, isOnLine: true) || (anywhere.End, anywhere.How) != ByteByByte(json, isOnLine: false)
                || (anywhere is { How: ScanEnd.Complete, IsAscii: true } && !Ascii.IsValid(json.AsSpan(0, anywhere.End))))
            {
                yield return text;
            }
        }
    }

    private static (int End, ScanEnd How) ByteByByte(byte[] json, bool isOnLine)
    {
        var open = new Stack<char>();
        var isInString = false;
        for (var at = 0; at < json.Length; at++)
        {
            switch ((char)json[at])
            {
                case '\n' when isInString || isOnLine:
                    return (json.Length, ScanEnd.Truncated);
                case '\\' when at + 1 < json.Length && json[at + 1] is (byte)'"' or (byte)'\\':
                    at++;
                    break;
                case '"':
                    isInString = !isInString;
                    break;
                case '{' or '[' when !isInString:
                    open.Push((char)json[at]);
                    break;
                case '}' or ']' when !isInString:
                    if (open.Pop() != (json[at] == '}' ? '{' : '['))
                    {
                        return (at + 1, ScanEnd.Mismatched);
                    }

                    if (open.Count == 0)
                    {
                        return (at + 1, ScanEnd.Complete);
                    }

                    break;
            }
        }

        return (json.Length, ScanEnd.Truncated);
    }
}
