using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Functions.Flow;
using Xunit;
using static ExposurePipeline.Tests.Functions.Estates.SmallEstate;

namespace ExposurePipeline.Tests.Functions.Estates;

public sealed class IntakeTests
{
    private readonly Platform platform = new();

    public static TheoryData<string, RejectionReason> Unusable => new()
    {
        { "", RejectionReason.Empty },
        { "  \n ", RejectionReason.Empty },
        { "not JSON", RejectionReason.MalformedJson },
        { """{"id":"/subscriptions/s",""", RejectionReason.Truncated },
        { """{"hello":"world"}""", RejectionReason.UnknownFormat },
        { "[]", RejectionReason.UnknownFormat },
        { "17", RejectionReason.UnknownFormat },
        { """{"type":"Microsoft.Network/networkSecurityGroups","properties":{}}""", RejectionReason.UnknownFormat }, // no id
        { new string('[', 80) + new string(']', 80), RejectionReason.TooDeep },
        { $$$"""{"id":"{{{Group}}}Compute/virtualMachines/{{{new string('x', 2100)}}}","type":"Microsoft.Compute/virtualMachines","properties":{}}""", RejectionReason.InvalidIdentifier },
        { """{"cloud":"Azure","id":"no path","type":"t","kind":"Present","body":{}}""", RejectionReason.InvalidField },
        { """{"cloud":"Oracle","id":"/a","type":"t","kind":"Present","body":{}}""", RejectionReason.InvalidField },
        { """{"cloud":"Gcp","id":"//x","type":"t","kind":"Present","body":{}}""", RejectionReason.InvalidField },
        { """{"cloud":"Aws","id":"i-1","type":"AWS::EC2::Instance","kind":"Present","version":"yesterday","body":{}}""", RejectionReason.InvalidField },
    };

    [Theory]
    [MemberData(nameof(Unusable))]
    public async Task what_cannot_be_used_is_set_aside_with_its_reason_and_its_batch_goes_on(string body, RejectionReason reason)
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync(Network, Encoding.UTF8.GetBytes(body), SecurityGroup("web", null));
        var rejected = Assert.Single(platform.Ports.Rejected);
        Assert.Equal((reason, 101), (rejected.Rejection.Reason, rejected.Position.SequenceNumber));
        Assert.Equal(body, Encoding.UTF8.GetString(rejected.Body.Span));
        Assert.True(app.Metrics.Books.Totals.IsBalanced);
        Assert.Equal(["v", "web"], await NamesAsync());
    }

    [Fact]
    public async Task a_broken_line_costs_no_other_line()
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync(Lines(SecurityGroup("a", null), "{\"id\":"u8.ToArray(), SecurityGroup("b", null), "nonsense"u8.ToArray(), SecurityGroup("c", null)));
        Assert.Equal([1, 3], platform.Ports.Rejected.Select(each => each.Rejection.Record));
        Assert.Equal(["a", "b", "c"], await NamesAsync());
    }

    [Fact]
    public async Task a_broken_element_of_a_list_costs_no_other_element()
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync([.. "{\"value\":["u8, .. SecurityGroup("a", null), .. ",{\"id\":x},"u8, .. SecurityGroup("b", null), .. "]}"u8]);
        Assert.Equal(RejectionReason.MalformedJson, Assert.Single(platform.Ports.Rejected).Rejection.Reason);
        Assert.Equal(["a", "b"], await NamesAsync());
    }

    [Fact]
    public async Task documents_may_be_packed_or_in_another_encoding_and_follow_one_another()
    {
        using var app = new CloudApp(platform);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(SecurityGroup("packed", null));
        }

        var text = Encoding.UTF8.GetString(SecurityGroup("utf16", null));
        await app.IngestAsync(packed.ToArray(), [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)], [.. SecurityGroup("one", null), .. SecurityGroup("two", null)]);
        Assert.Empty(platform.Ports.Rejected);
        Assert.Equal(["one", "packed", "two", "utf16"], await NamesAsync());
    }

    [Fact]
    public async Task types_that_say_nothing_about_exposure_are_counted_and_not_kept()
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync(Json("""{"value":[{"id":"~Insights/components/c","type":"Microsoft.Insights/components","properties":{}},{"id":"~Network/routeTables/r","type":"Microsoft.Network/routeTables","name":"r","properties":{"routes":[]}}]}"""));
        Assert.Equal((2, 1, 1, 0), (app.Metrics.Books.Totals.Read, app.Metrics.Books.Totals.Observed, app.Metrics.Books.Totals.Filtered, app.Metrics.Books.Totals.Rejected));
        Assert.Equal(["r"], await NamesAsync());
    }

    [Theory]
    [InlineData("AWS::EC2::SecurityGroup", 1)]
    [InlineData("AWS::Lambda::Function", 0)] // its tombstones say nothing either
    public async Task a_type_concerns_the_engine_whatever_is_told_of_it(string type, int kept)
    {
        using var app = new CloudApp(platform);
        foreach (var kind in Enum.GetValues<ChangeKind>())
        {
            var line = ResourceLine.Write(new(new(Cloud.Aws, $"sg-{kind}"), type, kind, null, new(JsonElement.Parse("""{"GroupId":"sg-1"}"""))));
            await app.IngestAsync(line.ToArray());
        }

        Assert.Equal(3 * kept, (await platform.Store.ReadAllAsync(Platform.Default, default).ToListAsync()).Count);
        Assert.Empty(platform.Ports.Rejected);
    }

    [Fact]
    public async Task a_line_of_one_resource_says_what_its_document_said()
    {
        using var app = new CloudApp(platform);
        var changes = All.SelectMany(document => Clouds.Changes(new(JsonElement.Parse(document)))).ToList();
        await app.IngestAsync(Lines([.. changes.Select(change => ResourceLine.Write(change).ToArray())]));
        await app.AnalyseAsync();
        Assert.Equal("db NotReachable \nweb Reachable tcp/443", await platform.VerdictsAsync());
    }

    [Theory]
    [InlineData(ChangeKind.Present)]
    [InlineData(ChangeKind.Deleted)]
    [InlineData(ChangeKind.Unread)]
    public void a_line_reads_as_it_was_written(ChangeKind kind)
    {
        foreach (var id in new ResourceId[] { new(Cloud.Azure, "/subscriptions/s"), new(Cloud.Aws, "arn:aws:s3:::Bücket\"\\"), new(Cloud.Gcp, "//compute.googleapis.com/projects/P/x") })
        {
            var change = new ResourceChange(id, "t", kind, App.Now.AddTicks(7), kind is ChangeKind.Present ? new(JsonElement.Parse("""{"a":[1,"ü"]}""")) : Body.Missing);
            var read = ResourceLine.Read(new(JsonElement.Parse(ResourceLine.Write(change).Span)))!;
            Assert.Equal(change with { Body = read.Body }, read);
            Assert.Equal(JsonElement.Parse(change.Body.ToString() is { Length: > 0 } text ? text : "null").GetRawText(), read.Body.Exists ? JsonElement.Parse(read.Body.ToString()).GetRawText().Replace("\\u00FC", "ü", StringComparison.Ordinal) : "null");
        }
    }

    [Fact]
    public async Task resources_belong_to_the_tenant_that_the_event_names()
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync(
            [SecurityGroup("a", null), SecurityGroup("b", null), SecurityGroup("c", null)],
            [new() { ["tenantId"] = "contoso" }, [], new() { ["tenantId"] = new string('x', 65) }]);
        Assert.Equal(["b"], await NamesAsync());
        Assert.Equal("a", Assert.Single(await platform.Store.ListAsync(new("contoso"), default).ToListAsync()).Name);
        Assert.Equal(RejectionReason.InvalidIdentifier, Assert.Single(platform.Ports.Rejected).Rejection.Reason);
    }

    [Fact]
    public async Task a_deletion_without_any_body_makes_the_resource_unread_only_if_it_says_so()
    {
        using var app = new CloudApp(platform);
        await app.IngestAsync(ResourceLine.Write(new(new(Cloud.Aws, "sg-1"), "AWS::EC2::SecurityGroup", ChangeKind.Unread, App.Now, Body.Missing)).ToArray());
        Assert.Equal(ChangeKind.Unread, Assert.Single(await platform.Store.ListAsync(Platform.Default, default).ToListAsync()).Kind);
    }

    private static byte[] Lines(params byte[][] documents) => [.. documents.SelectMany(document => (byte[])[.. Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(document).ReplaceLineEndings(" ")), (byte)'\n'])];

    private async Task<string[]> NamesAsync() => [.. (await platform.Store.ListAsync(Platform.Default, default).ToListAsync()).Select(each => each.Name).Order()];
}
