namespace ExposurePipeline.Reachability.Analysis;

/// <summary>Whether storage answers without anyone signing in; another fact than whether the network reaches it.</summary>
public enum PublicAccess
{
    /// <summary>Everyone must sign in.</summary>
    No,

    /// <summary>What decides was not read.</summary>
    Unknown,

    /// <summary>Anyone may read something.</summary>
    Yes,
}
