using System.Buffers;
using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Tests.Support.Fuzzing;
using FsCheck;
using FsCheck.Fluent;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Exposure.Events;

/// <summary>Events of hub <c>observations</c> that somebody damaged: rejected with a reason and nothing taken of them, or read as what is written and read again as the same.</summary>
public sealed class ObservationCodecFuzz(ITestOutputHelper output)
{
    [Fact]
    public void a_body_of_any_shape_is_read_or_rejected()
    {
        byte[][] seeds = [.. ObservationSamples.Entity.Sample(10, new Rnd(17UL), 30).Select(static entity => Write([entity]))]; // the same in every run
        var mutation = new Mutation(seeds, [.. Scraps.Any, "\"o\":\"merged\"", "\"tenant\":", "\"key\":", "\"observations\":[", "\"v\":1"]);
        new FuzzRun("observations", output).Each(10_000, random =>
        {
            var (body, read) = (mutation.Any(random), new List<EntityObservations>());
            if (!ObservationCodec.TryRead(body, read, out var rejection))
            {
                Assert.True(rejection.Detail.Length > 0 && read.Count == 0);
                return false;
            }

            var written = Write(read);
            var again = new List<EntityObservations>();
            Assert.True(ObservationCodec.TryRead(written, again, out _), Encoding.UTF8.GetString(written));
            Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(Write(again)));
            return true;
        });
    }

    private static byte[] Write(IEnumerable<EntityObservations> entities)
    {
        var body = new ArrayBufferWriter<byte>();
        ObservationCodec.Write(body, entities);
        return body.WrittenSpan.ToArray();
    }
}
