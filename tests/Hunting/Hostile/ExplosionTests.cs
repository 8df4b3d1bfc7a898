using ExposurePipeline.Hunting;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Hostile;

public sealed class ExplosionTests
{
    private static readonly HuntingOptions Options = new(TimeProvider.System, MaxTime: TimeSpan.FromMilliseconds(300), MaxBytes: 64 << 20);

    /// <summary>A query a line, each of which would take all the time or memory there is.</summary>
    public static TheoryData<string> Explosions() => new(File.ReadLines(Repository.File("tests", "Hunting", "Hostile", "explosions.txt")));

    [Theory]
    [MemberData(nameof(Explosions))]
    public void a_query_that_would_explode_ends_at_its_budget(string query)
    {
        var error = HuntingEngine.Run(query, HuntingSources.None, Options).Error;

        Assert.Equal(HuntingErrorKind.Budget, error?.Kind);
        Assert.NotEmpty(error!.Diagnostics[0].Message);
    }

    [Theory]
    [InlineData("print x = ", "(", "nested deeper")]
    [InlineData("print x = ", "not(", "nested deeper")]
    [InlineData("print x = 1", " + 1", "terms in one chain")]
    [InlineData("print a = dynamic({})", ".a", "nested too deeply")]
    [InlineData("print x = 1", " | where x > 0", "operators in one pipeline")]
    [InlineData("print x = '", "0123456789abcdef0123456789abcdef0123456789abcdef", "characters")]
    public void a_query_that_is_too_deep_or_too_long_is_refused(string start, string repeated, string told)
    {
        var query = start + string.Concat(Enumerable.Repeat(repeated, 50_000));

        Assert.Contains(told, HuntingEngine.Run(query, HuntingSources.None, Options).Error?.Diagnostics[0].Message, StringComparison.Ordinal);
    }
}
