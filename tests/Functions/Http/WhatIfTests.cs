using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions;
using ExposurePipeline.Functions.Http;
using ExposurePipeline.Functions.Http.CloudResources;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Functions.Flow;
using ExposurePipeline.Tests.Support.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static ExposurePipeline.Tests.Functions.Http.CloudSamples;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class WhatIfTests
{
    private static readonly TenantId Tenant = new("contoso");

    private readonly FixedClock clock = new(App.Now);
    private readonly MemoryClouds clouds = new MemoryClouds().Know(Tenant, All);

    [Fact]
    public async Task a_rule_that_is_added_opens_its_port() => await Becomes(
        $$$$"""{"patches":[{"id":"{{{{Nsg}}}}","patch":[{"op":"add","path":"/properties/securityRules/-","value":{{{{Rule("rdp", 200, 3389)}}}}}]}]}""",
        Vm.ToLowerInvariant(), "tcp/443", "tcp/443 tcp/3389");

    [Fact]
    public async Task a_rule_that_is_removed_closes_its_port() => await Becomes(
        $$$$"""{"patches":[{"id":"{{{{Group}}}}","mergePatch":{"IpPermissions":[]}}]}""", Instance, "tcp/22", "");

    [Fact]
    public async Task a_rule_that_is_edited_is_another_one() => await Becomes(
        $$$$"""{"patches":[{"id":"//compute.googleapis.com/projects/p/global/firewalls/web","patch":[{"op":"replace","path":"/allowed/0/ports/0","value":"8443"}]}]}""", Builder, "tcp/8080", "tcp/8443");

    [Fact]
    public async Task without_its_address_a_machine_is_reached_no_more() => await Becomes(
        $$$$"""{"patches":[{"id":"{{{{Nic}}}}","patch":[{"op":"remove","path":"/properties/ipConfigurations/0/properties/publicIPAddress"}]}]}""", Vm.ToLowerInvariant(), "tcp/443", "");

    [Fact]
    public async Task without_its_tag_a_machine_is_none_of_the_rules_targets() => await Becomes(
        $$$$"""{"patches":[{"id":"https://www.googleapis.com/compute/v1/projects/p/zones/us-central1-a/instances/build","mergePatch":{"tags":{"items":["ci"]}}}]}""", Builder, "tcp/8080", "");

    [Fact]
    public async Task a_whole_body_replaces_what_is_stored() => await Becomes(
        $$$$"""{"resources":[{{{{SecurityGroup(3389)}}}}]}""", Instance, "tcp/22", "tcp/3389");

    [Fact]
    public async Task a_rule_that_is_gone_opens_nothing() => await Becomes(
        """{"removed":["https://www.googleapis.com/compute/v1/projects/p/global/firewalls/web"]}""", Builder, "tcp/8080", "");

    [Fact]
    public async Task a_machine_that_is_gone_has_no_verdict()
    {
        var answer = await AskAsync($$$$"""{"removed":["arn:aws:ec2:eu-west-1:123456789012:instance/{{{{Instance}}}}"]}""");

        var change = Assert.Single(answer.Json.GetProperty("changes").EnumerateArray());
        Assert.Equal(Instance, change.GetProperty("before").GetProperty("asset").GetString());
        Assert.False(change.TryGetProperty("after", out _));
    }

    [Fact]
    public async Task a_machine_that_might_be_has_no_verdict_yet()
    {
        var other = Aws[0].Replace(Instance, "i-2", StringComparison.Ordinal).Replace("eni-1", "eni-2", StringComparison.Ordinal).Replace("3.1.1.1", "3.1.1.2", StringComparison.Ordinal);

        var answer = await AskAsync($$$$"""{"resources":[{{{{other}}}}]}""");

        var change = Assert.Single(answer.Json.GetProperty("changes").EnumerateArray());
        Assert.Equal(("i-2", "Reachable"), (change.GetProperty("asset").GetString(), change.GetProperty("after").GetProperty("status").GetString()));
        Assert.False(change.TryGetProperty("before", out _));
    }

    [Fact] // The second patch meets what the first one left.
    public async Task changes_come_one_after_the_other() => await Becomes(
        $$$$"""
        {"resources":[{{{{SecurityGroup(80)}}}}],"patches":[{"id":"{{{{Group}}}}","mergePatch":{"IpPermissions":[{"IpProtocol":"tcp","FromPort":81,"ToPort":81,"IpRanges":[]}]}},
         {"id":"{{{{Group}}}}","patch":[{"op":"test","path":"/IpPermissions/0/FromPort","value":81},{"op":"add","path":"/IpPermissions/0/IpRanges/-","value":{"CidrIp":"0.0.0.0/0"}}]}]}
        """, Instance, "tcp/22", "tcp/81");

    [Fact]
    public async Task a_resource_may_be_named_by_its_key() => await Becomes(
        $$$$"""{"patches":[{"id":"{{{{ResourceKey.Of(new(Cloud.Aws, Group))}}}}","mergePatch":{"IpPermissions":[]}}]}""", Instance, "tcp/22", "");

    [Fact]
    public async Task only_what_depends_on_a_change_is_looked_at()
    {
        var answer = await AskAsync($$$$"""{"patches":[{"id":"{{{{Group}}}}","mergePatch":{"IpPermissions":[]}}]}""");

        Assert.Equal((1, 2), (answer.Json.GetProperty("changed").GetInt32(), answer.Json.GetProperty("examined").GetInt32())); // the group and the instance
    }

    [Fact]
    public async Task a_question_leaves_nothing_behind()
    {
        var question = $$$$"""{"resources":[{{{{SecurityGroup(3389)}}}}],"removed":["{{{{Nic}}}}"],"patches":[{"id":"{{{{Builder}}}}","mergePatch":{"tags":null}}]}""";
        var before = await VerdictsAsync();

        var first = await AskAsync(question);
        var second = await AskAsync(question);

        Assert.Equal(3, first.Json.GetProperty("changed").GetInt32());
        Assert.Equal(first.Body, second.Body);
        Assert.Equal(before, await VerdictsAsync());
        Assert.Equal("22", (await clouds.ReadAsync(Tenant, ResourceKey.Of(new(Cloud.Aws, Group)), default))!.Body["IpPermissions"].Items.First()["FromPort"].Text);
    }

    [Fact]
    public async Task what_was_not_understood_and_what_has_no_effect_is_told()
    {
        var answer = await AskAsync($$$$"""
            {"resources":[{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/connections/c","type":"Microsoft.Web/connections","properties":{}}],
             "patches":[{"id":"{{{{Group}}}}","mergePatch":{"GroupName":"web"}},{"id":"{{{{Nsg}}}}","mergePatch":{"properties":{"securityRules":[{"name":"odd","properties":{"priority":100,"access":"Perhaps","direction":"Inbound"}}]}}}]}
            """);

        var problems = answer.Json.GetProperty("problems").EnumerateArray().Select(static each => $"{each.GetProperty("resource")}: {each.GetProperty("problem")}").ToList();
        Assert.Contains("/subscriptions/s/resourcegroups/g/providers/microsoft.web/connections/c: Its type, Microsoft.Web/connections, says nothing about exposure.", problems);
        Assert.Contains("sg-1: The patch leaves the body as it is.", problems);
        Assert.Contains(problems, static problem => problem.StartsWith(Nsg.ToLowerInvariant(), StringComparison.Ordinal) && problem.Contains("Perhaps", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"removed":["sg-9"]}""", "/removed/0", "No resource 'sg-9' is known")]
    [InlineData("""{"removed":["sg-1","00000000000000000000000000000000"]}""", "/removed/1", "is known")] // no such key
    [InlineData("""{"patches":[{"id":"sg-9","mergePatch":{}}]}""", "/patches/0/id", "No resource 'sg-9' is known")]
    [InlineData("""{"patches":[{"id":"sg-1","patch":[{"op":"remove","path":"/IpPermissions/7"}]}]}""", "/patches/0/patch/0/path", "remove '/IpPermissions/7': there is no such place.")]
    [InlineData("""{"patches":[{"id":"vpc-9","mergePatch":{}}]}""", "/patches/0/id", "body of 'vpc-9' was not read")] // known by name only
    [InlineData("""{"resources":[{"hello":"world"}]}""", "/resources/0", "No cloud's reader")]
    [InlineData("""{"resources":[5]}""", "/resources/0", "No cloud's reader")]
    [InlineData("""{"patches":[{"id":"sg-1"}]}""", "/patches/0", "Either mergePatch")]
    [InlineData("""{"patches":[{"id":"sg-1","patch":[],"mergePatch":{}}]}""", "/patches/0", "Either mergePatch")]
    [InlineData("""{"patches":[{"mergePatch":{}}]}""", "/patches/0/id", "id of a resource")]
    [InlineData("""{"patches":["sg-1"]}""", "/patches/0", "An object is expected")]
    [InlineData("""{"removed":"sg-1"}""", "/removed", "An array is expected")]
    [InlineData("""{"removed":[7]}""", "/removed/0", "id of a resource")]
    [InlineData("""{"resource":[]}""", "/resource", "no such member")]
    [InlineData("{}", "body", "From 1 to 100 changes")]
    [InlineData("[]", "body", "one JSON object")]
    [InlineData("{", "body", "no well-formed JSON")]
    [InlineData("""{"removed":[],"removed":["sg-1"]}""", "body", "no well-formed JSON")] // a member twice
    [InlineData("""{"removed":["\ud800"]}""", "body", "no Unicode")]
    public async Task what_cannot_be_supposed_is_refused_with_its_place(string body, string target, string why)
    {
        clouds.Mention(Tenant, new(Cloud.Aws, "vpc-9"), "AWS::EC2::VPC");

        var answer = await AskAsync(body);

        Assert.Equal((400, target), (answer.Status, answer.ErrorTarget));
        Assert.Contains(why, answer.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task everything_that_is_wrong_is_told_at_once()
    {
        var answer = await AskAsync("""{"removed":["sg-8","sg-9"],"resources":[{}]}""");

        Assert.Equal(["/resources/0", "/removed/0", "/removed/1"], answer.Json.GetProperty("error").GetProperty("details").EnumerateArray().Select(static each => each.GetProperty("target").GetString()));
    }

    [Fact]
    public async Task more_than_a_hundred_changes_are_refused() =>
        Assert.Equal("body", (await AskAsync($$$$"""{"removed":[{{{{string.Join(',', Enumerable.Repeat("\"sg-1\"", 101))}}}}]}""")).ErrorTarget);

    [Fact]
    public async Task another_tenants_resources_cannot_be_supposed()
    {
        clouds.Know(new("fabrikam"), SecurityGroup(22).Replace("sg-1", "sg-f", StringComparison.Ordinal));

        Assert.Equal("/patches/0/id", (await AskAsync("""{"patches":[{"id":"sg-f","mergePatch":{}}]}""")).ErrorTarget);
    }

    private async Task Becomes(string question, string asset, string before, string after)
    {
        var answer = await AskAsync(question);

        Assert.True(answer.Status == 200, answer.Body);
        var change = Assert.Single(answer.Json.GetProperty("changes").EnumerateArray());
        Assert.Equal(asset, change.GetProperty("asset").GetString());
        Assert.Equal((before, after), (Open(change.GetProperty("before")), Open(change.GetProperty("after"))));
    }

    private static string Open(JsonElement verdict) => string.Join(' ', verdict.GetProperty("reachable").EnumerateArray().Select(static flow => flow.GetProperty("traffic").GetString()));

    private async Task<string> VerdictsAsync() => await clouds.AskAsync(Tenant, static assessment => string.Join('\n', assessment.Verdicts.Select(static verdict => Reachability.Analysis.Explanation.Of(verdict))), default);

    private async Task<Answer> AskAsync(string body)
    {
        var door = new FrontDoor(new Caller(Tenant, SignIn.NotNeeded), new RequestLimit(0, clock));
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        (context.Request.Method, context.Request.Body) = ("POST", new MemoryStream(Encoding.UTF8.GetBytes(body)));
        using var answer = new MemoryStream();
        context.Response.Body = answer;
        var function = new SupposeChange(door, new Suppositions(clouds, clouds, new MemoryPolicies(ExposurePolicy.Default), clock));
        await (await function.Run(context.Request, default)).ExecuteAsync(context);
        return new(context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()), null);
    }
}
