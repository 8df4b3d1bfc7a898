using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Tests.Support;
using ExposurePipeline.Tests.Support.Fuzzing;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Fuzz;

/// <summary>
/// What holds for every reader and every damaged body, named and recognised: nothing throws, every record is in the books, the order of a batch does not
/// matter, and memory grows with the body and not faster.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int OfOwn = 250;
    private const int OfSamples = 100;
    private const int Batch = 10;
    private const int HostileBytes = 128 * 1024;

    // A firewall's snapshot keeps every port of both transports a bit each, at each of 20,000 steps.
    private const long AllocatedPerByte = 1000;
    private const long AllocatedAnyway = 48L * 1024 * 1024;

    private static readonly Lazy<IReadOnlyList<Seed>> Samples = new(Seeds.Samples);

    public static TheoryData<string> Formats => [.. EventReaders.All.Select(reader => reader.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void every_format_has_a_seed_that_is_recognised_as_it(string format) =>
        Assert.Contains(format, Of(Seeds.Own, format).Select(seed => EventReaders.For(seed)?.Format));

    [Theory]
    [MemberData(nameof(Formats))]
    public void no_byte_of_a_body_can_be_lost_or_changed_so_that_it_throws_or_a_record_is_missing(string format)
    {
        foreach (var damaged in Of(Seeds.Own, format).SelectMany(Damage.Small))
        {
            Read(format, damaged);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void no_larger_damage_throws_or_loses_a_record_and_the_order_of_a_batch_does_not_matter(string format) =>
        InAnyOrder($"reader {format}", Seeds.Own, format, Of(Seeds.Own, format), OfOwn);

    [SampleTheory]
    [MemberData(nameof(Formats))]
    public void no_damage_to_real_files_throws_or_loses_a_record(string format) =>
        InAnyOrder($"reader {format}, real files", [.. Seeds.Own, .. Samples.Value], format, Of(Samples.Value, format), OfSamples);

    [Theory]
    [MemberData(nameof(Formats))]
    public void memory_grows_no_faster_than_the_body(string format)
    {
        foreach (var body in HostileBodies.Of(Of(Seeds.Own, format), HostileBytes))
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Read(format, body);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= AllocatedAnyway + (AllocatedPerByte * body.Length), $"{allocated} bytes for {Tell(body)}");
        }
    }

    private static byte[][] Of(IEnumerable<Seed> seeds, string format) => [.. seeds.Where(seed => seed.Format == format).Select(seed => seed.Body)];

    private void InAnyOrder(string target, IReadOnlyList<Seed> all, string format, byte[][] own, int count)
    {
        if (own.Length == 0)
        {
            return;
        }

        var (damage, pending) = (new Damage(all), new List<RawEvent>());
        new FuzzRun(target, output).Each(count, random =>
        {
            var events = Events(format, damage.Large(own[random.Next(own.Length)], random), pending.Count);
            var accepted = events.Select(Read).Sum();
            pending.AddRange(events);
            if (pending.Count == Batch * events.Length)
            {
                InAnyOrder([.. pending]);
                pending.Clear();
            }

            return accepted > 0;
        });
    }

    private static void InAnyOrder(RawEvent[] batch) => Assert.Equal(
        NormalisedText.Of(Normaliser.Normalise(batch, ExposurePolicy.Default, Normalising.Now)),
        NormalisedText.Of(Normaliser.Normalise([.. batch.Reverse()], ExposurePolicy.Default, Normalising.Now)));

    private static void Read(string format, byte[] body) => Array.ForEach(Events(format, body, 1), raw => Read(raw));

    private static RawEvent[] Events(string format, byte[] body, int sequence) =>
    [
        Normalising.Event(body, format, sequence) with { Properties = new(new Dictionary<string, string> { ["deviceId"] = "web-1", ["port"] = "443" }) },
        Normalising.Event(body, null, sequence + 1),
    ];

    // How many observations came out.
    private static int Read(RawEvent raw)
    {
        try
        {
            var batch = Normaliser.Normalise([raw], ExposurePolicy.Default, Normalising.Now);
            Assert.DoesNotContain(RejectionReason.ReaderFault, batch.Tally.Rejected.Keys);
            Assert.True(batch.Tally.Balances() && batch.Rejected.Count <= batch.Tally.Rejected.Values.Sum(), $"the books of {raw.Format}: {Tell(raw.Body.Span)}");
            return batch.Observations.Count;
        }
        catch (Exception fault) when (fault is not XunitException)
        {
            throw new XunitException($"{raw.Format} threw on {Tell(raw.Body.Span)}", fault);
        }
    }

    private static string Tell(ReadOnlySpan<byte> body) => Convert.ToBase64String(body[..Math.Min(body.Length, 3000)]) + ", begins " + Encoding.UTF8.GetString(body[..Math.Min(body.Length, 200)]);
}
