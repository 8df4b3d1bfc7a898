using System.IO.Compression;
using System.Text;
using ExposurePipeline.Exposure.Normalisation.Decoding;
using ExposurePipeline.Local.Telemetry;
using Xunit;

namespace ExposurePipeline.Tests.Local.Commands;

public sealed class ReplayTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 7, 18, 12, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("exposure-replay-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void a_packed_log_is_sent_as_it_is() => Assert.Equal(Pack("1379288667.5\tC1\n"), Assert.Single(new Replay([File("conn.log.gz", Pack("1379288667.5\tC1\n"))], "t").Bodies()).ToArray());

    [Fact]
    public void the_times_of_packed_and_utf16_logs_are_moved_to_now()
    {
        var replay = new Replay([File("conn.log.gz", Pack("1379288667.5\tC1\n")), File("eve", Encoding.Unicode.GetBytes("""{"timestamp":"2015-03-29T11:01:38.221126-0600"}"""))], "t");

        Assert.Equal(["1784376000.0\tC1\n", """{"timestamp":"2026-07-18T06:00:00.000000-0600"}"""], replay.BodiesUpTo(Now).Select(body => Encoding.UTF8.GetString(body.Span)));
    }

    [Fact]
    public void a_large_document_is_moved_before_it_is_packed()
    {
        var document = $"""<nmaprun start="1396104416"><!--{new string('x', Messages.LimitBytes)}--></nmaprun>""";

        var body = Assert.Single(new Replay([File("scan.xml", Encoding.UTF8.GetBytes(document))], "t").BodiesUpTo(Now));

        Assert.StartsWith("""<nmaprun start="1784376000">""", Encoding.UTF8.GetString(BodyText.Decode(body).Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void a_packed_export_of_advanced_hunting_is_converted_like_a_plain_one() =>
        Assert.Contains("AdvancedHunting-DeviceInfo", Encoding.UTF8.GetString(Assert.Single(new Replay([File("x.csv.gz", Pack("Timestamp,DeviceId\n2026-01-02T00:00:00Z,a\n"))], "t").Bodies()).Span), StringComparison.Ordinal);

    [Fact]
    public void a_packed_log_that_is_damaged_goes_as_it_is()
    {
        var damaged = Pack("1379288667.5\tC1\n")[..^6];

        Assert.Equal(damaged, Assert.Single(new Replay([File("conn.log.gz", damaged), File("other", "1379288667.5\tC1\n"u8.ToArray())], "t").BodiesUpTo(Now).Take(1)).ToArray());
    }

    private string File(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
