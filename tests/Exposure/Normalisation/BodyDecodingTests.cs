using System.IO.Compression;
using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Normalisation.Decoding;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>The same records in every encoding that files of the formats are found in.</summary>
public sealed class BodyDecodingTests
{
    private static readonly string Records = string.Concat(new[] { 22, 80, 443 }.Select(port => NetworkEvent.With("LocalPort", port).And("DeviceName", "büro-7").Record() + "\n"));
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: true);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: true);

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Records) },
        { "UTF-8 with a mark", [0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(Records)] },
        { "UTF-16 LE with a mark, as Windows PowerShell redirects", [.. LittleEndian.GetPreamble(), .. LittleEndian.GetBytes(Records)] },
        { "UTF-16 BE with a mark", [.. BigEndian.GetPreamble(), .. BigEndian.GetBytes(Records)] },
        { "UTF-16 LE", LittleEndian.GetBytes(Records) },
        { "UTF-16 BE", BigEndian.GetBytes(Records) },
        { "gzip", Packed(Encoding.UTF8.GetBytes(Records)) },
        { "gzip without compression", Packed(Encoding.UTF8.GetBytes(Records), CompressionLevel.NoCompression) },
        { "gzip of UTF-16", Packed([.. LittleEndian.GetPreamble(), .. LittleEndian.GetBytes(Records)]) },
        { "gzip in two members, cut inside a record", [.. Packed(Encoding.UTF8.GetBytes(Records[..100])), .. Packed(Encoding.UTF8.GetBytes(Records[100..]))] },
        { "gzip with an empty member behind, as bgzip ends", [.. Packed(Encoding.UTF8.GetBytes(Records)), .. Packed([])] },
        { "gzip padded with zeros, as tapes and some tools leave it", [.. Packed(Encoding.UTF8.GetBytes(Records)), .. new byte[512]] },
    };

    private const string Table = """{"tables":[{"name":"PrimaryResult","columns":[{"name":"Type","type":"string"},{"name":"TimeGenerated","type":"datetime"},{"name":"Computer","type":"string"},{"name":"Direction","type":"string"},{"name":"RemoteIp","type":"string"},{"name":"DestinationIp","type":"string"},{"name":"DestinationPort","type":"int"},{"name":"Protocol","type":"string"},{"name":"LinksLive","type":"long"}],"rows":[["VMConnection","2026-07-18T13:40:00Z","web-1","inbound","45.9.9.9","10.0.0.5",443,"tcp",1],["VMConnection","2026-07-18T13:40:00Z","web-1","outbound","45.9.9.9","10.0.0.5",443,"tcp",null],["VMConnection","2026-07-18T13:40:00Z","web-1","inbound","45.9.9.9","10.0.0.5",22,"tcp",1]]}]}""";

    [Fact]
    public void the_result_of_a_query_is_read_as_the_rows_of_its_table()
    {
        var batch = Normalising.Read(Table);
        Assert.Equal((3, 2, 1), (batch.Tally.Read, batch.Tally.Observed, batch.Tally.Filtered[FilterRule.Outbound]));
    }

    [Fact]
    public void of_a_result_that_is_cut_the_whole_rows_are_read()
    {
        var batch = Normalising.Read(Table[..^20]);
        Assert.Equal((3, 1), (batch.Tally.Read, batch.Tally.Observed));
        Assert.Equal((RejectionReason.Truncated, -1), (Assert.Single(batch.Rejected).Rejection.Reason, batch.Rejected[0].Rejection.Record));
    }

    [Theory]
    [InlineData("""{"tables":[]}""")]
    [InlineData("""{"tables":[{"name":"PrimaryResult","columns":[{"name":"a"}],"rows":[]}]}""")]
    [InlineData("""{"tables":[{"rows":[[1],2,[3""")]
    [InlineData("""{"tables":{"columns":7,"rows":{"a":[[]]}}}""")]
    public void a_result_without_rows_of_a_known_table_is_set_aside(string body) => Assert.NotEmpty(Normalising.Read(body).Rejected);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void every_encoding_gives_the_same_records(string encoding, byte[] body)
    {
        var batch = Normalising.Read(Normalising.Event(body));

        Assert.True(batch.Tally is { Read: 3, Observed: 3 } && batch.Rejected.Count == 0, encoding);
        Assert.Equal([22, 80, 443], Ports(batch));
    }

    public static TheoryData<string, byte[], RejectionReason, string> Refused => new()
    {
        { "UTF-32 LE with a mark", [0xff, 0xfe, 0, 0, .. Encoding.UTF32.GetBytes("{}")], RejectionReason.InvalidEncoding, "UTF-32" },
        { "UTF-32 BE with a mark", [0, 0, 0xfe, 0xff, 0, 0, 0, (byte)'{'], RejectionReason.InvalidEncoding, "UTF-32" },
        { "UTF-32 LE", Encoding.UTF32.GetBytes(Records), RejectionReason.InvalidEncoding, "UTF-32" },
        { "a wrong checksum", WithByte(Packed(Encoding.UTF8.GetBytes(Records)), ^5, 1), RejectionReason.InvalidEncoding, "gzip" },
        { "deflate code that is none", [.. Packed(Encoding.UTF8.GetBytes(Records))[..10], 0xff, 0xff, 0xff, 0xff], RejectionReason.InvalidEncoding, "gzip" },
        { "the header alone", Packed(Encoding.UTF8.GetBytes(Records))[..10], RejectionReason.Truncated, "0 bytes" },
        { "half of the header", [0x1f, 0x8b, 0x08, 0], RejectionReason.Truncated, "0 bytes" },
        { "zlib, which no file of ours is", [0x78, 0x9c, 0x4b, 0x4c, 0x04, 0x00], RejectionReason.InvalidEncoding, "not UTF-8" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void what_cannot_be_decoded_is_set_aside_whole_with_its_own_bytes(string what, byte[] body, RejectionReason reason, string detail)
    {
        var batch = Normalising.Read(Normalising.Event(body));

        var rejected = Assert.Single(batch.Rejected);
        Assert.True((reason, -1) == (rejected.Rejection.Reason, rejected.Rejection.Record), $"{what}: {rejected.Rejection}");
        Assert.Contains(detail, rejected.Rejection.Detail, StringComparison.Ordinal);
        Assert.Equal(body, rejected.Body.ToArray());
        Assert.True(batch.Tally.Balances());
    }

    [Fact]
    public void of_a_gzip_that_was_cut_the_records_that_came_whole_count()
    {
        var noise = string.Concat(Enumerable.Range(0, 400).Select(i => NetworkEvent.With("LocalPort", 1000 + i).And("ReportId", i * 7919).Record() + "\n"));
        var packed = Packed(Encoding.UTF8.GetBytes(noise));

        var batch = Normalising.Read(Normalising.Event(packed[..(packed.Length / 2)]));

        Assert.InRange(batch.Tally.Observed, 50, 399);
        Assert.All(batch.Rejected, rejected => Assert.Equal(RejectionReason.Truncated, rejected.Rejection.Reason));
        Assert.Equal(packed.Length / 2, batch.Rejected[^1].Body.Length); // the event as delivered, beside the half record of its text
        Assert.True(batch.Tally.Balances());
    }

    [Fact]
    public void utf16_that_ends_inside_a_character_keeps_its_records_and_says_so()
    {
        var batch = Normalising.Read(Normalising.Event([.. LittleEndian.GetPreamble(), .. LittleEndian.GetBytes(Records), (byte)'x']));

        Assert.Equal((3, RejectionReason.Truncated), (batch.Tally.Observed, Assert.Single(batch.Rejected).Rejection.Reason));
    }

    [Fact]
    public void a_record_is_set_aside_as_decoded_so_that_it_can_be_read()
    {
        var batch = Normalising.Read(Normalising.Event(Packed([.. LittleEndian.GetPreamble(), .. LittleEndian.GetBytes(Records + "rubbish\n")])));

        var rejected = Assert.Single(batch.Rejected);
        Assert.Equal("rubbish", Encoding.UTF8.GetString(rejected.Body.Span).Trim());
        Assert.EndsWith($"record at byte {Encoding.UTF8.GetByteCount(Records)}", rejected.Rejection.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void a_bomb_is_given_up_at_the_limit_and_a_body_at_the_limit_is_decoded()
    {
        var zeros = new byte[BodyText.MaxBytes];

        Assert.Equal(BodyText.MaxBytes, BodyText.Decode(Packed(zeros)).Bytes.Length);
        Assert.Equal(RejectionReason.TooLarge, BodyText.Decode((byte[])[.. Packed(zeros), .. Packed([0])]).Fault?.Reason);
    }

    [Fact]
    public void plain_text_is_passed_on_without_a_copy()
    {
        var body = Encoding.UTF8.GetBytes(Records).AsMemory();
        _ = BodyText.Decode(body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var decoded = BodyText.Decode(body);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(decoded.Bytes.Equals(body));
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-16\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\" ?>")]
    [InlineData("<?xml version='1.0' encoding='ISO-10646-UCS-2' standalone='yes'?>", "<?xml version='1.0' encoding='utf-8'           standalone='yes'?>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<?xml version=\"1.0\" encoding=\"utf-8\"?>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"", "<?xml version=\"1.0\" encoding=\"")] // cut
    [InlineData("a text about encoding=\"UTF-16\"", "a text about encoding=\"UTF-16\"")]
    public void an_xml_declaration_names_the_encoding_that_readers_see(string before, string after) =>
        Assert.Equal(after, Encoding.UTF8.GetString(BodyText.Decode(LittleEndian.GetBytes(before)).Bytes.Span));

    [Fact]
    public void an_nmap_document_in_utf16_is_read()
    {
        const string Document = """<?xml version="1.0" encoding="utf-16"?><nmaprun start="1784382000"><host starttime="1784382000"><status state="up"/><address addr="45.9.9.9" addrtype="ipv4"/><ports><port protocol="tcp" portid="443"><state state="open"/></port></ports></host><runstats/></nmaprun>""";

        var batch = Normalising.Read(Normalising.Event([.. LittleEndian.GetPreamble(), .. LittleEndian.GetBytes(Document)]));

        Assert.Equal((1, 0), (batch.Tally.Observed, batch.Rejected.Count));
    }

    [Fact]
    public void whatever_is_cut_from_a_gzip_what_comes_out_is_a_beginning_of_what_went_in() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from content in Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(3000)
         from level in Gen.Elements(CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.SmallestSize)
         let packed = Packed([.. content, .. content], level)
         from length in Gen.Choose(3, packed.Length)
         select (Content: (byte[])[.. content, .. content], Cut: packed[..length], IsWhole: length == packed.Length)).ToArbitrary(),
        each =>
        {
            var decoded = BodyText.Decode(each.Cut);
            return each.Content.AsSpan().StartsWith(decoded.Bytes.Span) && decoded.Fault?.Reason == (each.IsWhole ? null : RejectionReason.Truncated);
        }));

    private static IEnumerable<int> Ports(NormalisedBatch batch) => batch.All().OfType<EvidenceSeen>().Select(evidence => (int)evidence.Key.Local!.Value.Port);

    private static byte[] WithByte(byte[] bytes, Index at, byte difference)
    {
        bytes[at] ^= difference;
        return bytes;
    }

    private static byte[] Packed(byte[] content, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
