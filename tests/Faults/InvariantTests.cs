using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Faults.Rounds;
using Xunit;

namespace ExposurePipeline.Tests.Faults;

/// <summary>The invariants see what they are there to see: each is broken here in one place, and names it.</summary>
public sealed class InvariantTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(20261122)]
    public async Task the_fault_free_run_accounts_for_every_record_as_it_was_meant(int seed)
    {
        var round = await RoundAsync(seed);
        var records = round.Events.SelectMany(e => e.Records).ToList();

        Assert.Equal(records.OfType<ObservedRecord>().Count(), round.Books["observed"]);
        Assert.Equal(records.OfType<RejectedRecord>().Count(), round.Books["rejected"]);
        Assert.Equal(records.Count, round.Books.Values.Sum());
        Assert.NotEmpty(round.Expected.Tags);
        Assert.Empty(Invariants.Broken(round, round.Expected));
    }

    [Fact]
    public async Task a_message_that_was_dropped_is_missed()
    {
        var round = await RoundAsync(1);
        var dropped = round.Expected.Messages.First(m => m.IsTransition);

        var broken = Invariants.Broken(round, round.Expected with { Messages = [.. round.Expected.Messages.Where(m => m != dropped)] });

        Assert.Equal($"messages: {dropped.Device} added was never received", Assert.Single(broken));
    }

    [Fact]
    public async Task a_message_that_came_twice_is_fine()
    {
        var round = await RoundAsync(1);

        Assert.Empty(Invariants.Broken(round, round.Expected with { Messages = [.. round.Expected.Messages, .. round.Expected.Messages] }));
    }

    [Fact]
    public async Task a_transition_told_under_two_ids_is_noticed()
    {
        var round = await RoundAsync(1);
        var again = round.Expected.Messages.First(m => m.IsTransition) with { Id = "another" };

        var broken = Invariants.Broken(round, round.Expected with { Messages = [.. round.Expected.Messages, again] });

        Assert.Equal($"messages: {again.Device} added has a second id another", Assert.Single(broken));
    }

    [Fact]
    public async Task a_message_left_in_the_outbox_is_noticed()
    {
        var round = await RoundAsync(1);

        Assert.Equal("outbox: message 7 is still there", Assert.Single(Invariants.Broken(round, round.Expected with { Outbox = ["7"] })));
    }

    [Fact]
    public async Task every_event_that_was_skipped_is_missed()
    {
        var round = await RoundAsync(1);
        // Of filtered records nothing is left to miss; what was sent twice may be skipped once.
        var telling = round.Events.Where(e => e.Records.Any(r => r is not FilteredRecord) && round.Events.Count(other => other.Body.Equals(e.Body)) == 1).ToList();
        foreach (var skipped in telling)
        {
            var (actual, _) = await Reference.RunAsync(round.Events.Where(e => e != skipped), round.Tenant, round.Addresses, ExposurePolicy.Default, Now);

            Assert.Contains(Invariants.Broken(round, actual), problem => problem.StartsWith("books:", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task a_tag_that_never_came_and_one_that_never_went_are_noticed()
    {
        var round = await RoundAsync(1);

        var broken = Invariants.Broken(round, round.Expected with { Tags = [.. round.Expected.Tags.Skip(1), "device00 removed 1"] }).ToList();

        Assert.Equal([$"history: {round.Expected.Tags[0]} is missing", "history: device00 removed 1 never happened"], broken);
    }

    [Fact]
    public async Task a_state_and_an_index_row_that_differ_are_shown()
    {
        var round = await RoundAsync(1);
        var device = round.Expected.Index.Keys.First(e => e.Kind is EntityKind.Device);
        var actual = round.Expected with { Index = round.Expected.Index.Where(row => row.Key != device).ToDictionary(), States = round.Expected.States.Where(row => row.Key != device).ToDictionary() };

        var broken = Invariants.Broken(round, actual).ToList();

        Assert.StartsWith($"state: {device.Name} is", broken[0], StringComparison.Ordinal);
        Assert.StartsWith($"index: {device.Name} is", broken[1], StringComparison.Ordinal);
    }

    private static Task<Round> RoundAsync(int seed) => Round.CreateAsync(seed, [], ExposurePolicy.Default, Now);
}
