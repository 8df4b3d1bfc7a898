using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Resources.Documents;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Resources;

/// <summary>A text of any length tells the same in portions as whole, and what is wrong with it is told with its place.</summary>
public sealed class ConfigurationTextTests
{
    private const int Roomy = 1 << 24;

    public static TheoryData<string, string> Envelopes => new()
    {
        { "a list of Azure Resource Manager", """{"value":[{"id":"/s/providers/n/t/1","type":"n/t"},{"id":"/s/providers/n/t/2","type":"n/t"}],"nextLink":"x"}""" },
        { "a table whose columns stand after its rows", """{"data":{"rows":[["/s/providers/n/t/1","n/t"],["/s/providers/n/t/2","n/t"]],"columns":[{"name":"id"},{"name":"type"}]},"count":2}""" },
        { "the same, in an array of pages", """[{"data":{"rows":[["/s/providers/n/t/1","n/t"]],"columns":[{"name":"id"},{"name":"type"}]}},{"data":[{"id":"/s/providers/n/t/2","type":"n/t"}]}]""" },
        { "the answer to a query of logs", """{"tables":[{"name":"PrimaryResult","columns":[{"name":"id","type":"string"},{"name":"type","type":"string"}],"rows":[["/s/providers/n/t/1","n/t"],["/s/providers/n/t/2","n/t"]]}]}""" },
        { "instances in reservations", """{"Reservations":[{"OwnerId":"1","Instances":[{"InstanceId":"i-1"},{"InstanceId":"i-2"}]},{"Instances":[{"InstanceId":"i-3"}]}]}""" },
        { "items of AWS Config", """{"fileVersion":"1.0","configurationItems":[{"resourceType":"AWS::EC2::VPC","resourceId":"vpc-1","configuration":"{\"vpcId\":\"vpc-1\"}"},{"resourceType":"AWS::EC2::VPC","resourceId":"vpc-2","configuration":{}}]}""" },
        { "assets with the time at which they were read", """{"readTime":"2026-01-01T00:00:00Z","assets":[{"name":"//compute.googleapis.com/projects/p/global/networks/a","assetType":"compute.googleapis.com/Network","resource":{"data":{}}},{"name":"//compute.googleapis.com/projects/p/global/networks/b","assetType":"compute.googleapis.com/Network","resource":{"data":{}}}]}""" },
        { "Google's lists by zones", """{"kind":"compute#instanceAggregatedList","items":{"zones/a":{"instances":[{"selfLink":"https://www.googleapis.com/compute/v1/projects/p/zones/a/instances/1"},{"selfLink":"https://www.googleapis.com/compute/v1/projects/p/zones/a/instances/2"}]},"zones/b":{"warning":{"code":"NO_RESULTS_ON_PAGE"}}}}""" },
        { "a resource with lists of its own is not cut", """{"InstanceId":"i-1","ImageId":"ami","NetworkInterfaces":[{"NetworkInterfaceId":"eni-1"},{"NetworkInterfaceId":"eni-2"}]}""" },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void the_portions_of_an_envelope_tell_what_the_whole_tells(string why, string text)
    {
        var whole = Told([text]).ToList();
        Assert.NotEmpty(whole);
        Assert.All(Enumerable.Range(1, text.Length), portion => Assert.True(whole.SequenceEqual(Told(Read(text, portion).Select(static document => $"{document.Root}"))), $"{why}, portions of {portion} bytes"));
    }

    [Fact]
    public void a_long_list_comes_in_many_portions()
    {
        var text = $$"""{"value":[{{string.Join(',', Enumerable.Range(0, 1000).Select(static n => $$"""{"id":"/s/providers/n/t/{{n}}","type":"n/t"}"""))}}],"count":1000}""";
        var documents = Read(text, 500).ToList();
        Assert.True(documents.Count > 50, $"{documents.Count}");
        Assert.All(documents, static document => Assert.True($"{document.Root}".Length < 600));
        Assert.All(documents, static document => Assert.Equal(1000, document.Root["count"].Number));
    }

    [SampleFact]
    public void every_sample_tells_the_same_in_portions()
    {
        var files = Directory.EnumerateFiles(Repository.Shared("cloud"), "*.json*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var differing = files.SelectMany(file => new[] { 1, 64, 1000, 10_000 }.Where(portion => !IsSame(File.ReadAllText(file), portion)).Select(portion => $"{file} in portions of {portion}"));
        Assert.True(files.Length > 200);
        Assert.Empty(differing);
    }

    [Fact]
    public void a_text_is_read_alike_however_few_bytes_come_at_a_time()
    {
        var text = """{"value":[{"id":"a\\\"]}"},[1,{"x":"[\\"}],3.5e2,"{",true ]} [{}, 7]"""u8.ToArray();
        var expected = ConfigurationText.Read(() => new MemoryStream(text), new(10, Roomy)).Select(static document => $"{document.Root}{document.Problem}");
        Assert.All(Enumerable.Range(1, text.Length), few => Assert.Equal(expected,
            ConfigurationText.Read(() => new Trickle(text, few), new(10, Roomy)).Select(static document => $"{document.Root}{document.Problem}")));
    }

    [Theory]
    [InlineData("not json", 1, 0, "")] // no document at all
    [InlineData("{\"a\":1}\nbroken\n{\"b\":2}", 2, 8, "{\"a\":1}|{\"b\":2}")] // a line of many
    [InlineData("{\"a\":1}\n{\"b\":\n{\"c\":3}", 2, 8, "{\"a\":1}|{\"c\":3}")] // a line that lacks its end
    [InlineData("{\"a\":1}\n{\"b\":\"x\n{\"c\":3}", 2, 15, "{\"a\":1}|{\"c\":3}")] // a string that lacks its end
    [InlineData("[{\"a\":1},\n{\"b\":x},\n{\"c\":3}]", 2, 15, "[{\"a\":1}]|[{\"c\":3}]")] // one element of a list
    [InlineData("[{\"a\":1},\n{\"b\":2},\n{\"c\"", 3, 19, "[{\"a\":1},\n{\"b\":2}]")] // a text that was cut off
    public void what_cannot_be_read_is_told_with_its_place_and_the_rest_is_read(string text, long line, long position, string read)
    {
        var documents = Read(text, Roomy / 2).ToList();
        Assert.Equal(new TextPosition(line, position), Assert.Single(documents, static document => document.Problem is not null).Problem!.Position);
        Assert.Equal(read, string.Join('|', documents.Where(static document => document.Problem is null).Select(static document => $"{document.Root}")));
    }

    [Theory]
    [InlineData("not json", RejectionReason.MalformedJson)]
    [InlineData("17", RejectionReason.UnknownFormat)]
    [InlineData("{\"a\":1,", RejectionReason.Truncated)]
    [InlineData("{\"a\"", RejectionReason.Truncated)]
    [InlineData("{\"a\":\"x\n\"}", RejectionReason.MalformedJson)]
    [InlineData("{\"a\":x}", RejectionReason.MalformedJson)]
    public void a_problem_has_its_reason(string text, RejectionReason reason) =>
        Assert.Equal(reason, Assert.Single(Read(text, Roomy)).Problem!.Reason);

    [Theory]
    [InlineData(70)]
    [InlineData(200)]
    [InlineData(200_000)]
    public void a_value_of_any_depth_is_a_problem(int depth)
    {
        foreach (var (opening, closing) in new[] { ("[", "]"), ("{\"data\":", "}"), ("{\"value\":[", "]}"), ("{\"a\":", "}") })
        {
            var text = string.Concat(Enumerable.Repeat(opening, depth)) + "1" + string.Concat(Enumerable.Repeat(closing, depth));
            Assert.Equal(RejectionReason.TooDeep, Assert.Single(Read(text, Roomy)).Problem!.Reason);
        }
    }

    [Fact]
    public void brackets_that_are_never_closed_are_not_walked_over_from_each_of_them()
    {
        var documents = Read(string.Concat(Enumerable.Repeat("{\n", 50_000)), Roomy).ToList();
        Assert.Equal(50_000, documents.Count);
        Assert.All(documents, static document => Assert.NotNull(document.Problem));
    }

    [Fact]
    public void an_envelope_that_was_cut_off_tells_what_stands_before()
    {
        var documents = Read("""{"count":3,"value":[{"id":"/s/providers/n/t/1","type":"n/t"},{"id":"/s/providers/n/t/2","type":"n/t"},{"id":"/s/prov""", 100).ToList();
        Assert.Equal(2, documents.SelectMany(static document => Clouds.Changes(document.Root)).Count());
        Assert.Equal(102, documents[^1].Problem!.Position.Byte);
    }

    [Fact]
    public void a_long_text_is_never_in_memory_as_a_whole()
    {
        const int Length = 100_000_000;
        var (portions, most) = (0, 0L);
        foreach (var document in ConfigurationText.Read(static () => new LongTable(Length)))
        {
            Assert.Null(document.Problem);
            Assert.Equal(2, document.Root["data"]["columns"].Items.Count());
            most = ++portions % 500 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: true)) : most;
        }

        Assert.True(portions > Length / TextLimits.Default.Portion / 2);
        Assert.InRange(most, 1, Length * 3 / 4);
    }

    [Fact]
    public void an_element_beyond_the_limit_is_a_problem_and_its_neighbours_are_read()
    {
        var text = $$"""[{"a":1},{"b":"{{new string('x', 1000)}}"},{"c":3}]""";
        var documents = ConfigurationText.Read(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), new(10, 100)).ToList();
        Assert.Equal(["[{\"a\":1}]", "line 1, byte 9: A value is longer than 100 bytes.", "[{\"c\":3}]"],
            documents.Select(static document => document.Problem is { } problem ? $"{problem}" : $"{document.Root}"));
    }

    private static IEnumerable<Document> Read(string text, int portion) =>
        ConfigurationText.Read(() => new MemoryStream(Encoding.UTF8.GetBytes(text)), new(portion, Roomy));

    private static bool IsSame(string text, int portion)
    {
        var (whole, parts) = (Read(text, Roomy).ToList(), Read(text, portion).ToList());
        return ByResource(whole).SequenceEqual(ByResource(parts)) && whole.TrueForAll(static document => document.Problem is null) && parts.TrueForAll(static document => document.Problem is null);
    }

    // Several lists of one document are told in the order of the text, so that only the order of what concerns one resource is the same.
    private static IEnumerable<string> ByResource(IEnumerable<Document> documents) =>
        Told(documents.Select(static document => $"{document.Root}")).OrderBy(static told => told.Split(' ')[0], StringComparer.Ordinal);

    private static IEnumerable<string> Told(IEnumerable<string> documents) => documents.Where(static text => text.Length > 0)
        .SelectMany(static text => Clouds.Changes(new(System.Text.Json.JsonElement.Parse(text))))
        .Select(static change => $"{change.Id} {change.Type} {change.Kind} {change.Version:O} {change.Body}");

    /// <summary>A table of rows that are all alike, and after them its columns.</summary>
    private sealed class LongTable(int length) : Stream
    {
        private static readonly byte[] Rows = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""["/subscriptions/s/providers/n/t/1","n/t"],""", 10_000)));
        private static readonly byte[] Head = Encoding.UTF8.GetBytes("""{"data":{"rows":[""");
        private static readonly byte[] End = Encoding.UTF8.GetBytes("""["/subscriptions/s/providers/n/t/2","n/t"]],"columns":[{"name":"id"},{"name":"type"}]}}""");

        private readonly IEnumerator<byte[]> parts = Enumerable.Repeat(Rows, length / Rows.Length).Prepend(Head).Append(End).GetEnumerator();
        private ReadOnlyMemory<byte> part;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (part.IsEmpty && parts.MoveNext())
            {
                part = parts.Current;
            }

            var read = Math.Min(count, part.Length);
            part[..read].CopyTo(buffer.AsMemory(offset));
            part = part[read..];
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>A stream that gives a few bytes at a time, as networks do.</summary>
    private sealed class Trickle(byte[] text, int few) : MemoryStream(text)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, few));
    }
}
