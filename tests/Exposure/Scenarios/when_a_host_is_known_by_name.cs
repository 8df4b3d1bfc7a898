using ExposurePipeline.Exposure.Events;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

/// <summary>One source calls a device by its identifier, another by its host name or its cloud's instance id.</summary>
public sealed class when_a_host_is_known_by_name
{
    private const string Id = "0f00000000000000000000000000000000000001";
    private readonly Stage stage = new();

    [Theory]
    [InlineData("WEB1.contoso.com", null, "web1.contoso.com")]
    [InlineData("web1.contoso.com.", null, "web1.contoso.com")]
    [InlineData(null, "arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc", "i-0abc")]
    public async Task what_was_said_of_the_name_is_the_devices_whichever_came_first(string? name, string? resource, string alias)
    {
        var other = new Stage();
        await stage.Apply(Device(Id), Profile(name, resource));
        await stage.Apply(Device(alias), Connection(T));
        await other.Apply(Device(alias), Connection(T));
        await other.Apply(Device(Id), Profile(name, resource));

        Assert.Equal([Id], await stage.Flagged());
        Assert.Equal([Id], await other.Flagged());
        Assert.Equal(await stage.States(Device(Id)), await other.States(Device(Id)));
    }

    [Theory]
    [InlineData("web1")] // a short name is not one device's alone
    [InlineData("localhost.localdomain")] // nor this
    public async Task a_name_that_many_share_stands_for_nobody(string name)
    {
        await stage.Apply(Device(Id), Profile(name, null));
        await stage.Apply(Device(name), Connection(T));
        Assert.Equal([name], await stage.Flagged());
    }

    [Fact]
    public async Task a_mere_name_is_known_as_such()
    {
        await stage.Apply(Device(Id), Profile("web1.contoso.com", null));
        Assert.True((await stage.Record("web1.contoso.com")).State.IsAlias);
        Assert.False((await stage.Record(Id)).State.IsAlias);
    }

    private static ProfileSeen Profile(string? name, string? resource) =>
        new(new(name, null, null, null, null, null, null, null, null, null, [], resource, null, null), T);
}
