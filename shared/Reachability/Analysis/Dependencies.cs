using System.Runtime.InteropServices;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>Which assets' verdicts asked what.</summary>
internal sealed class Dependencies
{
    private readonly Dictionary<ResourceId, IReadOnlyCollection<Question>> questions = [];
    private readonly Dictionary<Question, HashSet<ResourceId>> assets = [];

    /// <summary>The assets whose verdicts asked one of these.</summary>
    public IEnumerable<ResourceId> On(IEnumerable<Question> touched) =>
        touched.SelectMany(question => assets.TryGetValue(question, out var asked) ? asked : []).Distinct();

    /// <summary>An asset's verdict asked these, and no longer what it asked before.</summary>
    public void Set(ResourceId asset, IReadOnlyCollection<Question> asked)
    {
        Remove(asset);
        questions[asset] = asked;
        foreach (var question in asked)
        {
            ref var others = ref CollectionsMarshal.GetValueRefOrAddDefault(assets, question, out _);
            (others ??= []).Add(asset);
        }
    }

    /// <summary>The asset is gone.</summary>
    public void Remove(ResourceId asset)
    {
        if (!questions.Remove(asset, out var asked))
        {
            return;
        }

        foreach (var question in asked)
        {
            if (assets.TryGetValue(question, out var others) && others.Remove(asset) && others.Count == 0)
            {
                assets.Remove(question);
            }
        }
    }
}
