using System.Text;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Gcp.Compute;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Gcp.GcpSamples;

namespace ExposurePipeline.Tests.Reachability.Gcp;

public sealed class DocumentTests
{
    private const string Vm = "//compute.googleapis.com/projects/p/zones/us-central1-a/instances/vm";

    [Theory]
    [InlineData("https://www.googleapis.com/compute/v1/projects/p/zones/us-central1-a/instances/vm")]
    [InlineData("https://www.googleapis.com/compute/beta/projects/p/zones/us-central1-a/instances/vm")]
    [InlineData("https://compute.googleapis.com/compute/v1/projects/p/zones/us-central1-a/instances/vm")]
    [InlineData("https://compute.us-central1.rep.googleapis.com/compute/v1/projects/p/zones/us-central1-a/instances/vm")]
    [InlineData("//compute.googleapis.com/projects/p/zones/us-central1-a/instances/vm")]
    [InlineData("projects/p/zones/us-central1-a/instances/vm")]
    [InlineData("zones/us-central1-a/instances/vm")] // in the project of what names it
    public void one_instance_has_one_name_whichever_url_it_comes_in(string text) =>
        Assert.Equal(Vm, GcpName.Of(text, new(Cloud.Gcp, "//compute.googleapis.com/projects/p/global/networks/n"))?.Text);

    [Theory]
    [InlineData("https://www.googleapis.com/storage/v1/b/bucket", "//storage.googleapis.com/bucket")]
    [InlineData("https://sqladmin.googleapis.com/sql/v1beta4/projects/p/instances/db", "//cloudsql.googleapis.com/projects/p/instances/db")]
    [InlineData("https://container.googleapis.com/v1/projects/p/locations/us-central1/clusters/c", "//container.googleapis.com/projects/p/locations/us-central1/clusters/c")]
    [InlineData("https://www.googleapis.com/compute/v1/locations/global/firewallPolicies/7", "//compute.googleapis.com/locations/global/firewallPolicies/7")]
    [InlineData("https://www.googleapis.com/compute/v1/projects/example.com:p/global/networks/n", "//compute.googleapis.com/projects/example.com:p/global/networks/n")] // of a domain
    public void urls_of_every_service_become_full_resource_names(string url, string name) => Assert.Equal(name, GcpName.Of(url)?.Text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("default")] // a bare name could be anything
    [InlineData("https://example.com/compute/v1/projects/p/global/networks/n")] // someone else's
    [InlineData("//")]
    [InlineData("https://")]
    [InlineData("all-apis")]
    public void a_text_that_names_no_resource_is_none(string? text) => Assert.Null(GcpName.Of(text));

    [Theory]
    [InlineData("""{ "name": "NAME", "asset_type": "compute.googleapis.com/Instance", "update_time": "2026-01-01T00:00:00Z", "resource": { "data": { "status": "RUNNING" } } }""")] // a row of an export
    [InlineData("""[{ "name": "NAME", "assetType": "compute.googleapis.com/Instance", "updateTime": "2026-01-01T00:00:00Z", "resource": { "data": { "status": "RUNNING" } } }]""")]
    [InlineData("""{ "assets": [{ "name": "NAME", "assetType": "compute.googleapis.com/Instance", "updateTime": "2026-01-01T00:00:00Z", "resource": { "data": { "status": "RUNNING" } } }] }""")] // assets.list
    [InlineData("""{ "assets": [{ "window": { "startTime": "2026-01-01T00:00:00Z" }, "asset": { "name": "NAME", "assetType": "compute.googleapis.com/Instance", "resource": { "data": { "status": "RUNNING" } } } }] }""")] // batchGetAssetsHistory
    [InlineData("""{ "asset": { "name": "NAME", "assetType": "compute.googleapis.com/Instance", "updateTime": "2026-01-01T00:00:00Z", "resource": { "data": { "status": "RUNNING" } } }, "priorAsset": { "name": "NAME", "assetType": "compute.googleapis.com/Instance", "updateTime": "2025-01-01T00:00:00Z" } }""")] // a feed
    public void an_asset_is_told_in_every_envelope_of_the_inventory(string document)
    {
        var change = Assert.Single(GcpWorld.Changes(document.Replace("NAME", Vm, StringComparison.Ordinal)));
        Assert.Equal((Vm, "compute.googleapis.com/Instance", ChangeKind.Present, DateTimeOffset.Parse("2026-01-01T00:00:00Z", null)), (change.Id.Text, change.Type, change.Kind, change.Version!.Value));
        Assert.Equal("RUNNING", change.Body["status"].Text);
    }

    [Fact]
    public void a_pushed_message_holds_the_document_in_base64()
    {
        var asset = $$"""{ "asset": { "name": "{{Vm}}", "assetType": "compute.googleapis.com/Instance", "updateTime": "2026-01-01T00:00:00Z" }, "deleted": true }""";
        var message = $$"""{ "message": { "data": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes(asset))}}", "messageId": "1" }, "subscription": "projects/p/subscriptions/s" }""";
        Assert.Equal(ChangeKind.Deleted, Assert.Single(GcpWorld.Changes(message)).Kind);
    }

    [Theory]
    [InlineData("You have successfully configured real time feed")] // the first message of a new feed
    [InlineData("{ \"asset\": ")] // cut off
    public void a_pushed_message_that_holds_no_asset_tells_nothing(string data) =>
        Assert.Empty(GcpWorld.Changes($$"""{ "message": { "data": "{{Convert.ToBase64String(Encoding.UTF8.GetBytes(data))}}" } }"""));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("""{ "message": { "data": "no base64!" } }""")]
    [InlineData("""{ "name": "x", "asset_type": "y" }""")]
    [InlineData("""{ "items": { "zones/a": { "warning": { "code": "NO_RESULTS_ON_PAGE", "data": [{ "key": "scope" }] } } } }""")]
    [InlineData("""{ "id": "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/v", "name": "v", "type": "Microsoft.Compute/virtualMachines", "properties": {} }""")]
    [InlineData("""{ "Reservations": [{ "Instances": [] }] }""")]
    public void documents_of_others_tell_nothing(string document) => Assert.Empty(GcpWorld.Changes(document));

    [Fact]
    public void an_asset_without_a_body_is_unread_and_its_verdict_unknown_until_it_is_read()
    {
        const string Known = """{ "results": [{ "name": "//compute.googleapis.com/projects/p/global/securityPolicies/s", "assetType": "compute.googleapis.com/SecurityPolicy" }] }""";
        Assert.Equal(ChangeKind.Unread, Assert.Single(GcpWorld.Changes(Known)).Kind);
        Assert.IsType<UnreadResource>(GcpWorld.Of(Known).Find(new(Cloud.Gcp, "//compute.googleapis.com/projects/p/global/securityPolicies/s")));
    }

    [Fact]
    public void an_asset_that_was_deleted_is_gone_and_a_late_event_does_not_bring_it_back()
    {
        var world = GcpWorld.Of(Feed("2026-01-02T00:00:00Z", deleted: false), Firewall("open", Allowed("all")));
        Assert.Equal(VerdictStatus.Reachable, world.Verdict("vm").Status);
        world.Read(Feed("2026-01-03T00:00:00Z", deleted: true));
        world.Read(Feed("2026-01-02T12:00:00Z", deleted: false));
        Assert.Empty(world.Verdicts);
    }

    [Fact]
    public void answers_of_the_api_are_told_one_by_one_in_lists_and_by_scope()
    {
        Assert.Equal(Vm, Assert.Single(GcpWorld.Changes(Instance())).Id.Text);
        Assert.Equal("compute.googleapis.com/Instance", Assert.Single(GcpWorld.Changes($$"""{ "kind": "compute#instanceList", "items": [{{Instance()}}] }""")).Type);
        Assert.Equal(2, GcpWorld.Changes($$"""{ "items": { "zones/a": { "instances": [{{Instance()}}] }, "zones/b": { "instances": [{{Instance("b")}}] }, "zones/c": { "warning": {} } } }""").Count);
        Assert.Equal("compute.googleapis.com/TargetHttpsProxy", Assert.Single(GcpWorld.Changes($$"""{ "headers": {}, "body": {{Of("global/targetHttpsProxies/x", "\"urlMap\": null")}} }""")).Type);
    }

    [Fact]
    public void a_relationship_row_puts_an_instance_into_a_group()
    {
        var row = $$"""{ "name": "{{Vm}}", "asset_type": "compute.googleapis.com/Instance", "related_asset": { "asset": "//compute.googleapis.com/projects/p/zones/us-central1-a/instanceGroups/g", "asset_type": "compute.googleapis.com/InstanceGroup", "relationship_type": "INSTANCE_TO_INSTANCEGROUP" } }""";
        var change = Assert.Single(GcpWorld.Changes(row));
        var membership = Membership.Read(change);
        Assert.Equal("//compute.googleapis.com/projects/p/zones/us-central1-a/instanceGroups/g", membership.Group?.Text);
        Assert.Equal([Vm], membership.Instances.Select(instance => instance.Text));
    }

    [Fact]
    public void an_access_policy_is_told_apart_from_its_resource()
    {
        var change = Assert.Single(GcpWorld.Changes("""{ "name": "//storage.googleapis.com/b", "asset_type": "storage.googleapis.com/Bucket", "iam_policy": { "bindings": [] } }"""));
        Assert.Equal(("//storage.googleapis.com/b/iamPolicy", ChangeKind.Present), (change.Id.Text, change.Kind));
    }

    private static string Feed(string time, bool deleted) => $$"""
        { "asset": { "name": "{{Vm}}", "assetType": "compute.googleapis.com/Instance", "updateTime": "{{time}}", "resource": { {{(deleted ? "" : $"\"data\": {Instance()}")}} } },
          "deleted": {{(deleted ? "true" : "false")}}, "priorAssetState": "PRESENT", "window": { "startTime": "{{time}}" } }
        """;
}
