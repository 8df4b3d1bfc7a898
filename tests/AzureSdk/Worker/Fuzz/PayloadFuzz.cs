using System.Text;
using ExposurePipeline.Tests.Support.Fuzzing;
using Microsoft.Azure.Functions.Worker.Payload;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.AzureSdk.Worker.Fuzz;

/// <summary>
/// The payload decoder against a slow one over System.Text.Json: every well-formed payload is accepted by both or by neither, with the same
/// bytes. The fast one does not check how literals and numbers are spelled, so it may accept more; it then still stays within the body.
/// </summary>
public sealed class PayloadFuzz(ITestOutputHelper output)
{
    private static readonly string[] Values =
    [
        "\"[\\\"dmFsaWQ=\\\",\\\"eyJpZCI6MX0=\\\",\\\"\\\"]\"", "\"[\\\"YW\\\\u0039v\\\",\\\"a\\\\/8=\\\",null]\"", "[\"YQ==\",\"Yg==\"]", "null", "\"[]\"",
        "\"[\\\"{\\\\\\\"id\\\\\\\":1}\\\",\\\"h\\\\u00e9 \\\\n\\\\ud83d\\\\ude00\\\\ud83d\\\"]\"", "\"[{\\\"id\\\":1,\\\"s\\\":\\\"a]}\\\\\\\"\\\"},[2],3,true]\"", "\"YWJj\"", "\"\\\"some text\\\"\"", "{\"id\":1}",
        "\"[ \\\"Y Q==\\\" ,\\r\\n \\\"Yg==\\\" ]\"", "\"not base64\"",
        "[\"YQ==\",\"YR==\"]", "\"\\\"some text\\\" \\n\"",
    ];

    private static readonly string[] Written = ["\\\"", "\\\\\"", "\\\",\\\"", "]\"", "\"[", "\"[\\\"", "\"Data\":{", "\"events\":", "\"data\":", "\"Metadata\":{}", "=", "==", "QQ==", "\\\\u005b", "\\/", "\\u005b", "nul", "tru"];

    public static TheoryData<string> Shapes => ["BinaryBatch", "TextBatch", "One"];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void the_decoder_agrees_with_a_slow_one(string shape)
    {
        var expected = shape switch { "BinaryBatch" => Decoded.BinaryBatch, "TextBatch" => Decoded.TextBatch, _ => Decoded.One };
        var mutation = new Mutation([.. Values.Select(value => HostPayload.Envelope(value, metadata: """{"PartitionContext":{"a":[1,"}"]},"SequenceNumberArray":"[1,2]"}"""))], [.. Scraps.Any, .. Written]);
        new FuzzRun($"host payload {shape}", output).Each(30_000, random => Agrees(mutation.Any(random), expected));
    }

    [Fact]
    public void every_seed_is_read_alike()
    {
        foreach (var value in Values)
        {
            Assert.NotNull(Decoded.Events(HostPayload.Envelope(value), Decoded.BinaryBatch));
            Assert.True(Agrees(HostPayload.Envelope(value), Decoded.BinaryBatch), value);
        }
    }

    private static bool Agrees(byte[] payload, TriggerShape shape)
    {
        var events = Decoded.Events(payload, shape);
        var reading = SlowDecoder.Read(payload, shape);
        if (reading.IsJson && !Equal(events, reading.Events))
            Assert.Fail($"{Tell(events)} instead of {Tell(reading.Events)} of {Encoding.UTF8.GetString(payload)}");
        return events is not null;
    }

    private static bool Equal(byte[][]? fast, byte[][]? slow) =>
        fast is null || slow is null ? fast is null && slow is null : fast.Length == slow.Length && fast.Zip(slow).All(static pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    private static string Tell(byte[][]? events) => events is null ? "refused" : string.Join(" | ", events.Select(Encoding.UTF8.GetString));
}
