using System.Text;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Tests.Support;
using ExposurePipeline.Tests.Support.Fuzzing;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Exposure.State;

/// <summary>Stored states that somebody damaged: refused as <see cref="InvalidDataException"/>, or read as a state that is written and read again as the same.</summary>
public sealed class StateCodecFuzz(ITestOutputHelper output)
{
    private static readonly byte[][] Golden = [.. File.ReadAllLines(Repository.File("tests", "Exposure", "State", "state.golden.json")).Where(static line => line.Length > 0).Select(Encoding.UTF8.GetBytes)];

    [Fact]
    public void a_device_of_any_shape_is_read_or_refused() => Feed("device state", Golden[0], static bytes =>
    {
        var written = StateCodec.Encode(StateCodec.DecodeDevice(bytes));
        Assert.Equal(Encoding.UTF8.GetString(written.Span), Encoding.UTF8.GetString(StateCodec.Encode(StateCodec.DecodeDevice(written)).Span));
    });

    [Fact]
    public void an_address_of_any_shape_is_read_or_refused() => Feed("address state", Golden[1], static bytes =>
    {
        var written = StateCodec.Encode(StateCodec.DecodeAddress(bytes));
        Assert.Equal(Encoding.UTF8.GetString(written.Span), Encoding.UTF8.GetString(StateCodec.Encode(StateCodec.DecodeAddress(written)).Span));
    });

    private void Feed(string target, byte[] seed, Action<byte[]> read)
    {
        var mutation = new Mutation([seed], [.. Scraps.Any, "\"v\":1", "\"v\":2", "[[", "]]", "[0,6,null,null,0,0,\"\",null,[],[],1]", "\"e\":[]"]);
        new FuzzRun(target, output).Each(10_000, random =>
        {
            try
            {
                read(mutation.Any(random));
                return true;
            }
            catch (InvalidDataException fault)
            {
                Assert.NotEmpty(fault.Message);
                return false;
            }
        });
    }
}
