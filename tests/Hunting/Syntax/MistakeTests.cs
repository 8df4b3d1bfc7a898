using ExposurePipeline.Hunting;
using ExposurePipeline.Tests.Hunting.Corpus.Synthetic;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Hunting.Syntax;

public sealed class MistakeTests
{
    /// <summary><c>mistakes.txt</c>: a query a line (<c>\n</c> breaks it), and below it what it is told.</summary>
    public static TheoryData<string, string> Mistakes()
    {
        var mistakes = new TheoryData<string, string>();
        foreach (var pair in File.ReadLines(Repository.File("tests", "Hunting", "Syntax", "mistakes.txt")).Chunk(2))
        {
            mistakes.Add(pair[0].Replace("\\n", "\n", StringComparison.Ordinal), pair[1].Trim());
        }

        return mistakes;
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void a_mistake_is_told_with_its_place_what_was_expected_and_what_may_have_been_meant(string query, string told)
    {
        var answer = HuntingEngine.Run(query, SyntheticWorld.Tables, new(new FixedTime(SyntheticWorld.Now)));

        Assert.Equal(told, answer.Error?.Diagnostics[0].ToString());
    }
}
