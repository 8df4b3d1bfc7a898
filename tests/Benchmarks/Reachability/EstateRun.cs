using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Resources.Documents;

namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary>From native JSON to verdicts with paths, by the engine.</summary>
internal static class EstateRun
{
    private const int Changes = 20;

    private static readonly InternetSources Internet = InternetSources.Of(ExposurePolicy.Default);
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads the text alone.</summary>
    public static Spent Parse(EstateFile estate) => Spent.On(() =>
    {
        if (Documents(estate).Any(static document => document.Problem is not null))
        {
            throw new InvalidOperationException("The generator writes JSON that cannot be read.");
        }
    });

    /// <summary>Understands every resource as well, and asks nothing of them.</summary>
    public static Spent Understand(EstateFile estate) => Spent.On(() => Accept(new(Internet, Clouds.Read, static (_, _, _, _) => null), Told(estate)));

    /// <summary>Everything.</summary>
    public static (Spent Spent, Assessment Assessment) Whole(EstateFile estate, params IEnumerable<string> more)
    {
        var assessment = new Assessment(Internet);
        return (Spent.On(() => Accept(assessment, Told(estate).Concat(more.SelectMany(Told)))), assessment);
    }

    /// <summary>One changed rule, to the verdicts that follow: there, and back, and so on, and in the end there.</summary>
    /// <returns>The time of one, and how many verdicts it changed.</returns>
    public static (Spent Spent, int Changed) Change(Assessment assessment, EstateFile estate)
    {
        var changed = 0;
        var spent = Spent.On(() =>
        {
            for (var change = 0; change < Changes; change++)
            {
                changed = Accept(assessment, Told(change % 2 == 0 ? estate.Rule.Then : estate.Rule.Now)).Changes.Count;
            }

            Accept(assessment, Told(estate.Rule.Then));
        });
        return (spent / (Changes + 1), changed);
    }

    /// <summary>Whether both say the same of every asset.</summary>
    public static bool AreSame(Assessment one, Assessment other) =>
        one.Verdicts.Count == other.Verdicts.Count && one.Verdicts.Zip(other.Verdicts).All(static pair => pair.First.SaysTheSameAs(pair.Second));

    private static Proposal Accept(Assessment assessment, IEnumerable<ResourceChange> changes)
    {
        var proposal = assessment.Propose(changes, Now);
        assessment.Accept(proposal);
        return proposal;
    }

    private static IEnumerable<Document> Documents(EstateFile estate) => ConfigurationText.Read(() => File.OpenRead(estate.File));

    private static IEnumerable<ResourceChange> Told(EstateFile estate) => Documents(estate).SelectMany(static document => Clouds.Changes(document.Root));

    private static IEnumerable<ResourceChange> Told(string body) => Clouds.Changes(new(System.Text.Json.JsonElement.Parse(body)));
}
