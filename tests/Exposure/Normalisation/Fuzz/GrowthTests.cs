using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation.Fuzz;

/// <summary>
/// A body of eight times the size costs a reader about eight times the processor time, whatever is wrong with it: the square would be 64 times. That
/// is a law about the order of growth, so the factor is generous and the best of several tries counts.
/// </summary>
public sealed class GrowthTests
{
    /// <summary>The larger size, in bytes; more makes growth plainer and the test longer.</summary>
    public const string SizeSwitch = "FUZZ_GROWTH_BYTES";

    private const int Growth = 8;
    private const int Tolerated = 32;
    private const int Tries = 5;

    // Less is mostly the clock's own cost and the just-in-time compiler's.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(0.5);

    private static readonly int Size = int.TryParse(Environment.GetEnvironmentVariable(SizeSwitch), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 512 * 1024;

    public static TheoryData<string> Formats => [.. EventReaders.All.Select(reader => reader.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void time_grows_no_faster_than_the_body(string format)
    {
        byte[][] seeds = [.. Seeds.Own.Where(seed => seed.Format == format).Select(seed => seed.Body)];
        foreach (var (small, large) in HostileBodies.Growing(seeds, Size / Growth).Zip(HostileBodies.Growing(seeds, Size)))
        {
            var ratio = Ratio(format, small, large);
            for (var again = 1; again < Tries && ratio >= Tolerated; again++)
            {
                ratio = Math.Min(ratio, Ratio(format, small, large));
            }

            Assert.True(ratio < Tolerated, $"{large.Length} bytes cost {ratio:F0} times what {small.Length} cost; they begin {Encoding.UTF8.GetString(large[..Math.Min(large.Length, 300)])}");
        }
    }

    private static double Ratio(string format, byte[] small, byte[] large) => Time(format, large) / TimeSpan.FromTicks(Math.Max(Least.Ticks, Time(format, small).Ticks));

    private static TimeSpan Time(string format, byte[] body)
    {
        var raw = Normalising.Event(body, format);
        return ThreadTime.Of(() => Normaliser.Normalise([raw], ExposurePolicy.Default, Normalising.Now));
    }
}
