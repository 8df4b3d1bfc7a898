using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

/// <summary>What holds for every input.</summary>
public sealed class NormaliserPropertyTests
{
    private const int Cases = 1000;

    private static readonly ExposurePolicy Policy = ExposurePolicy.Default;

    [Theory]
    [InlineData("\v")] // white space to text, and none to the lines of a log
    [InlineData("\f\n\v\r\n")]
    [InlineData("\u00a0\n")]
    [InlineData("\u2028")]
    public void white_space_of_every_kind_is_read_by_every_reader(string body) => Assert.True(Balances([Encoding.UTF8.GetBytes(body)]));

    [Fact]
    public void no_bytes_whatever_throw_and_the_books_balance() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Cases),
        Prop.ForAll(Soup.Two().ToArbitrary(), pair => Balances([pair.Item1, pair.Item2])));

    [Fact]
    public void the_order_of_a_batch_does_not_matter() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Batches.ToArbitrary(), batch =>
        {
            var shuffled = batch.OrderBy(raw => raw.Position.SequenceNumber * 7919 % 101).ToArray();
            return Canonical(batch) == Canonical(shuffled);
        }));

    [Fact]
    public void reading_a_batch_twice_over_says_nothing_more() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Batches.ToArbitrary(), batch => Canonical(batch) == Canonical([.. batch, .. batch])));

    [Fact]
    public void a_thousand_connections_to_one_port_leave_as_one_evidence()
    {
        var records = Enumerable.Range(0, 1000).Select(i => NetworkEvent.With("RemoteIP", $"9.9.{i / 250}.{i % 250}").Record());
        var evidence = Assert.IsType<EvidenceSeen>(Assert.Single(Normalising.Read(string.Join('\n', records)).All()));
        Assert.Equal(1000, evidence.Remotes.Count);
    }

    private static bool Balances(IEnumerable<byte[]> bodies)
    {
        string?[] formats = [null, .. EventReaders.All.Select(reader => reader.Format)];
        var batch = bodies.SelectMany(body => formats.Select((format, index) => Normalising.Event(body, format, index))).ToArray();
        var result = Normaliser.Normalise(batch, Policy, Normalising.Now);
        return !result.Tally.Rejected.ContainsKey(RejectionReason.ReaderFault) && result.Tally.Balances() && result.Rejected.Count <= result.Tally.Rejected.Values.Sum();
    }

    private static string Canonical(IReadOnlyList<RawEvent> batch) => NormalisedText.Observations(Normaliser.Normalise(batch, Policy, Normalising.Now));

    private static Gen<byte[]> Soup { get; } = Gen.OneOf(
        Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf(),
        Gen.Elements("{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "\\ud800", "\n", "null", "-", "1e999", "\"records\":", "{\"time\":", "<", ">", "&#0;", "<host>", "</host>", "<!ENTITY", "\u00e9")
            .ListOf().Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts))));

    // A few devices, ports, strangers and times, so that evidence meets evidence of its own key.
    private static Gen<RawEvent[]> Batches { get; } =
        from events in (
            from device in Gen.Elements("a", "b")
            from port in Gen.Elements(22, 443)
            from remote in Gen.Elements("9.9.9.9", "8.8.8.8", "10.0.0.9")
            from minutes in Gen.Choose(0, 90)
            from isProfile in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
            let time = Normalising.Now.AddMinutes(-minutes).ToString("O")
            let row = new NetworkEvent { Category = isProfile ? "AdvancedHunting-DeviceInfo" : "AdvancedHunting-DeviceNetworkEvents" }
                .And("DeviceId", device).And("LocalPort", port).And("RemoteIP", remote).And("Timestamp", time).And("OSPlatform", remote)
            select (isProfile ? row.Without("ActionType") : row).Envelope()).NonEmptyListOf()
        select events.Select((body, index) => Normalising.Event(body, sequence: index) with { Enqueued = Normalising.Now.AddSeconds(index * 17 % 5) }).ToArray();
}
