using System.Runtime.InteropServices;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>Which assets' verdicts asked what.</summary>
internal sealed class Dependencies
{
    private readonly Dictionary<ResourceId, IReadOnlyCollection<Question>> questions = [];
    private readonly Dictionary<Question, Askers> assets = [];

    /// <summary>The assets whose verdicts asked one of these.</summary>
    public IEnumerable<ResourceId> On(IEnumerable<Question> touched) => assets.Count == 0 ? []
        : touched.SelectMany(question => assets.TryGetValue(question, out var asked) ? asked.All : []).Distinct();

    /// <summary>An asset's verdict asked these, and no longer what it asked before.</summary>
    public void Set(ResourceId asset, IReadOnlyCollection<Question> asked)
    {
        Remove(asset);
        questions[asset] = asked;
        foreach (var question in asked)
        {
            ref var others = ref CollectionsMarshal.GetValueRefOrAddDefault(assets, question, out _);
            others = others.With(asset);
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
            if (assets.TryGetValue(question, out var others) && others.IsWithout(asset))
            {
                assets.Remove(question);
            }
        }
    }

    // Most questions are one asset's own, and a set for each of them would be the largest part of what is kept.
    private readonly record struct Askers(ResourceId Only, HashSet<ResourceId>? Many)
    {
        public IEnumerable<ResourceId> All => Many ?? (IEnumerable<ResourceId>)[Only];

        public Askers With(ResourceId asset)
        {
            Many?.Add(asset);
            return Many is null && Only != default && Only != asset ? new(default, [Only, asset]) : Many is null ? new(asset, null) : this;
        }

        /// <summary>Takes an asset out; true when none is left.</summary>
        public bool IsWithout(ResourceId asset) => Many is null ? Only == asset : Many.Remove(asset) && Many.Count == 0;
    }
}
