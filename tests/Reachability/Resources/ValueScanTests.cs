using System.Text;
using ExposurePipeline.Reachability.Resources.Documents;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Resources;

/// <summary>Where a value ends does not depend on how much of the text is there at a time.</summary>
public sealed class ValueScanTests
{
    private static readonly string[] Pieces = ["{", "}", "[", "]", "\"", "\"", "\\\"", "\\\\", "\n", ":1,", "\"name\":\"value\"", "[\"}\"]", "{\"a\":[]}", "word", "{[|;:]}", "é", new('[', 90), new(' ', 70), new('x', 130)];

    [Fact]
    public void a_value_ends_where_it_ends_byte_by_byte() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(Gen.Elements(Pieces).ListOf().ToArbitrary(), static pieces =>
    {
        var text = Encoding.UTF8.GetBytes($"{{{string.Concat(pieces)}}}}}]]}}");
        return AtOnce(text) == ByteByByte(text);
    }));

    private static int AtOnce(byte[] text) => new ValueScan().Length(text);

    private static int ByteByByte(byte[] text)
    {
        var (scan, length) = (new ValueScan(), ValueScan.Unfinished);
        for (var count = 1; count <= text.Length && length == ValueScan.Unfinished; count++)
        {
            length = scan.Length(text.AsSpan(0, count));
        }

        return length;
    }
}
