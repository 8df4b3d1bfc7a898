using System.Buffers;
using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Events.Encoding;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Events;

public sealed class ObservationCodecTests
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void what_was_written_is_read_back_unchanged() =>
        Check.One(Cases, Prop.ForAll(ObservationSamples.Entity.ListOf().ToArbitrary(), entities =>
        {
            var body = Write(entities);
            var read = new List<EntityObservations>();
            return ObservationCodec.TryRead(body, read, out _)
                && Structure.Same(entities.ToArray(), read.ToArray())
                && Write(read).AsSpan().SequenceEqual(body);
        }));

    [Fact]
    public void what_is_written_is_byte_by_byte_what_the_serializer_writes_that_reads_it() =>
        Check.One(Cases, Prop.ForAll(ObservationSamples.Entity.ListOf().ToArbitrary(), entities =>
            Write(entities).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(new(ObservationCodec.Version, entities), EncodedContract.Observations))));

    [Fact]
    public void every_kind_of_observation_is_generated_and_encoded()
    {
        var kinds = typeof(Observation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Observation)) && !type.IsAbstract);
        var seen = ObservationSamples.Observation.Sample(2000, 20).Select(observation => observation.GetType()).ToHashSet();
        Assert.Superset(kinds.ToHashSet(), seen);
    }

    [Fact]
    public void a_damaged_body_is_rejected_and_never_throws() =>
        Check.One(Cases, Prop.ForAll(Damaged.ToArbitrary(), body =>
        {
            var read = new List<EntityObservations>();
            return ObservationCodec.TryRead(body, read, out var rejection) ? rejection.Detail is null : rejection.Detail is not null && read.Count == 0;
        }));

    [Theory]
    [InlineData("", RejectionReason.Empty)]
    [InlineData("null", RejectionReason.MissingField)]
    [InlineData("[]", RejectionReason.InvalidField)]
    [InlineData("{\"v\":1", RejectionReason.Truncated)]
    [InlineData("{\"v\":1]}", RejectionReason.MalformedJson)]
    [InlineData("{\"v\":2,\"entities\":[]}", RejectionReason.UnknownFormat)] // a version from the future
    [InlineData("{\"v\":1,\"entities\":[null]}", RejectionReason.MissingField)]
    [InlineData("{\"v\":1,\"entities\":[{}]}", RejectionReason.InvalidField)]
    [InlineData("{\"v\":1,\"entities\":[{\"entity\":{\"tenant\":\"t\",\"kind\":\"Device\",\"key\":\"\"},\"observations\":[],\"enqueued\":\"2026-01-01T00:00:00Z\"}]}", RejectionReason.InvalidIdentifier)]
    [InlineData("{\"v\":1,\"entities\":[{\"entity\":{\"tenant\":\"t\",\"kind\":\"Address\",\"key\":\"8.8.8\"},\"observations\":[],\"enqueued\":\"2026-01-01T00:00:00Z\"}]}", RejectionReason.InvalidIdentifier)]
    [InlineData("{\"v\":1,\"entities\":[{\"entity\":{\"tenant\":\"t\",\"kind\":\"3\",\"key\":\"d\"},\"observations\":[],\"enqueued\":\"2026-01-01T00:00:00Z\"}]}", RejectionReason.InvalidField)] // a number is not a name
    [InlineData("{\"v\":1,\"entities\":[{\"entity\":{\"tenant\":\"t\",\"kind\":\"Device\",\"key\":\"d\"},\"observations\":[{\"o\":\"unheard\"}],\"enqueued\":\"2026-01-01T00:00:00Z\"}]}", RejectionReason.InvalidField)]
    [InlineData("{\"v\":1,\"entities\":[{\"entity\":{\"tenant\":\"t\",\"kind\":\"Device\",\"key\":\"d\"},\"observations\":[{\"o\":\"merged\",\"survivor\":\"e\"}],\"enqueued\":\"2026-01-01T00:00:00Z\"}]}", RejectionReason.InvalidField)] // no time
    public void a_body_that_means_nothing_is_rejected_with_its_reason(string body, RejectionReason expected)
    {
        Assert.False(ObservationCodec.TryRead(Encoding.UTF8.GetBytes(body), [], out var rejection));
        Assert.Equal(expected, rejection.Reason);
    }

    private static Gen<byte[]> Damaged { get; } =
        from entity in ObservationSamples.Entity
        let body = Write([entity])
        from at in Gen.Choose(0, body.Length - 1)
        from value in Gen.Choose(0, 255)
        from cut in Gen.Elements(true, false)
        select cut ? body[..at] : [.. body[..at], (byte)value, .. body[(at + 1)..]];

    private static byte[] Write(IEnumerable<EntityObservations> entities)
    {
        var output = new ArrayBufferWriter<byte>();
        ObservationCodec.Write(output, entities);
        return output.WrittenSpan.ToArray();
    }
}

/// <summary>Equality by content, for records that hold collections.</summary>
internal static class Structure
{
    public static bool Same(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (string or ValueType, _) when left.GetType().Namespace!.StartsWith("System", StringComparison.Ordinal) => left.Equals(right),
        (IEnumerable a, IEnumerable b) when left is not string => SameItems([.. a.Cast<object?>()], [.. b.Cast<object?>()]),
        _ => left.GetType() == right.GetType() && Parts(left).All(part => Same(part.GetValue(left), part.GetValue(right))),
    };

    private static bool SameItems(object?[] left, object?[] right) => left.Length == right.Length && left.Zip(right).All(pair => Same(pair.First, pair.Second));

    private static IEnumerable<PropertyInfo> Parts(object value) =>
        value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(part => part.GetIndexParameters().Length == 0);
}
