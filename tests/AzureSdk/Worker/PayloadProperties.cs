using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using static ExposurePipeline.Tests.AzureSdk.Worker.HostPayload;

namespace ExposurePipeline.Tests.AzureSdk.Worker;

public sealed class PayloadProperties
{
    private static readonly Gen<bool> Flag = ArbMap.Default.GeneratorFor<bool>();

    private static readonly Gen<Style> Styles =
        from plus in Flag from slash in Flag from quote in Flag from nonAscii in Flag from pretty in Flag
        select new Style(plus, slash, quote, nonAscii, pretty);

    private static readonly Gen<byte[][]> Batches = ArbMap.Default.GeneratorFor<byte[]>().ArrayOf();

    private static readonly Gen<string[]> Texts =
        ArbMap.Default.GeneratorFor<UnicodeString>().Select(text => text.Get ?? string.Empty).ArrayOf();

    [Fact]
    public void any_bytes_in_any_spelling_come_out_as_they_went_in() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
            (from events in Batches from inner in Styles from outer in Styles select (events, inner, outer)).ToArbitrary(),
            given => Equal(given.events, Decoded.Events(Envelope(BinaryValue(given.events, given.inner, given.outer)), Decoded.BinaryBatch))));

    [Fact]
    public void any_text_in_any_spelling_comes_out_as_it_went_in() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
            (from events in Texts from inner in Styles from outer in Styles select (events, inner, outer)).ToArbitrary(),
            given => Equal(
                given.events.Select(Encoding.UTF8.GetBytes),
                Decoded.Events(Envelope(TextValue(given.events, given.inner, given.outer)), Decoded.TextBatch))));

    [Fact]
    public void the_spelling_of_the_host_and_any_other_decode_alike() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
            (from events in Batches from style in Styles select (events, style)).ToArbitrary(),
            given => Equal(
                Decoded.Events(Envelope(BinaryValue(given.events, Style.Host, Style.Host)), Decoded.BinaryBatch)!,
                Decoded.Events(Envelope(BinaryValue(given.events, given.style, given.style)), Decoded.BinaryBatch))));

    [Fact]
    public void a_mutated_payload_is_decoded_or_refused_but_never_throws()
    {
        var seed = Envelope(
            BinaryValue([[1, 2, 3], [], [255, 0, 10]], Style.Host with { EscapePlus = true }, Style.Host),
            metadata: """{"SequenceNumberArray":"[41,42,43]","TriggerPartitionContext":{"PartitionId":"0"},"A":null}""");
        var random = new Random(20260101); // the same mutations on every machine
        for (var round = 0; round < 20_000; round++)
            ReadWhole(Mutate(seed, random));
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var marks = "\"\\{}[],:ntu0/ "u8.ToArray();
        var bytes = seed.ToList();
        for (var edits = random.Next(1, 5); edits > 0 && bytes.Count > 0; edits--)
        {
            var at = random.Next(bytes.Count);
            var value = random.Next(3) == 0 ? (byte)random.Next(256) : marks[random.Next(marks.Length)];
            switch (random.Next(4))
            {
                case 0: bytes[at] = value; break;
                case 1: bytes.Insert(at, value); break;
                case 2: bytes.RemoveAt(at); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    private static void ReadWhole(byte[] payload)
    {
        foreach (var shape in new[] { Decoded.BinaryBatch, Decoded.TextBatch, Decoded.One, Decoded.One with { Events = false } })
        {
            using var envelope = Decoded.Open(payload);
            if (!envelope.TryRead(shape, out var error))
                Assert.NotEmpty(error);
            var metadata = new Microsoft.Azure.Functions.Worker.Payload.BindingData(envelope);
            Assert.Equal(metadata.Count, metadata.ToArray().Length);
        }
    }

    private static bool Equal(IEnumerable<byte[]> expected, byte[][]? actual) =>
        actual is not null && expected.SequenceEqual(actual, ByContent.Instance);

    private sealed class ByContent : IEqualityComparer<byte[]>
    {
        public static readonly ByContent Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => obj.Length;
    }
}
