using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_evidence_accumulates
{
    private readonly Stage stage = new();

    [Fact]
    public async Task each_new_evidence_of_a_tagged_device_is_told_once_with_an_id_of_its_own()
    {
        await stage.Apply(Device("d1"), Connection(T, port: 22));
        await stage.Apply(Device("d1"), Connection(T, port: 443), Connection(T, port: 3389));
        await stage.Apply(Device("d1"), Connection(T.AddHours(1), port: 443)); // known
        Assert.Equal(["added", "evidence-changed", "evidence-changed"], stage.Changes);
        Assert.Equal(3, stage.Sent.Select(m => m.Id).Distinct().Count());
        Assert.DoesNotContain("3389", System.Text.Encoding.UTF8.GetString(stage.Sent[0].Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task evidence_that_is_already_too_old_is_recorded_and_not_told()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Apply(Device("d1"), Connection(T.AddDays(-4), port: 22));
        Assert.Equal(["added"], stage.Changes);
        Assert.Equal(2, (await stage.Machine("d1")).EvidenceCount);
        Assert.Single((await stage.Machine("d1")).Evidence);
    }

    [Fact]
    public async Task what_the_configuration_allows_never_tags()
    {
        await stage.Apply(Device("d1"), Connection(T) with { Key = new(Reason.ConfiguredExposure, Transport.Tcp, null, new(Ip("45.0.0.1"), 443)) });
        Assert.Empty(stage.Sent);
        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task more_evidence_than_is_kept_still_holds_the_tag_to_the_last_of_it()
    {
        for (ushort port = 1; port <= 500; port++)
        {
            stage.Now = T.AddHours(port);
            await stage.Apply(Device("d1"), Connection(stage.Now, port));
        }

        await stage.Expire(T.AddHours(548) - TimeSpan.FromTicks(1));
        Assert.Equal(["d1"], await stage.Flagged());
        await stage.Expire(T.AddHours(548));
        Assert.Empty(await stage.Flagged());
        Assert.Equal(1, stage.Changes.Count(c => c == "removed"));
        Assert.InRange((await stage.Machine("d1")).EvidenceCount, 300, 800); // 500, from a sketch of 64
    }

    [Fact]
    public async Task a_stranger_who_comes_back_is_counted_once()
    {
        await stage.Apply(Device("d1"), [.. Enumerable.Range(0, 40).Select(i => Connection(T.AddMinutes(-i), remote: $"45.9.9.{i % 8}"))]);
        Assert.Equal(8, (await stage.Machine("d1")).Evidence[0].DistinctRemotes);
    }

    [Fact]
    public async Task the_index_row_is_the_machine_of_the_state()
    {
        await stage.Apply(Device("d1"), Connection(T), new AddressSeen(Ip("10.0.0.5"), AddressRelation.Interface, Sighting.At(T)));
        var row = Assert.Single(await stage.Store.ListIndexAsync(EntityKind.Device, null, default).ToListAsync());
        Assert.Equal((await stage.Machine("d1")).ToUtf8(), row.Body.ToArray());
        Assert.Equal(T.AddHours(48), row.DueAt);
    }
}
