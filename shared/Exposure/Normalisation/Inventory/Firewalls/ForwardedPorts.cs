using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>What a packet filter sends on to inner addresses. Whether its forwarding chain lets it through as well is not looked at.</summary>
internal static class ForwardedPorts
{
    /// <summary>Most paths of a snapshot.</summary>
    public const int Most = 1024;

    /// <summary>The paths of a rule: one where ports are kept or follow each other, one a port where many lead to one.</summary>
    public static IEnumerable<PortForwarded> Of(Passage passage, DateTimeOffset at)
    {
        var target = passage.Rule.Target!.Value;
        var name = AllowingRules.Name(passage.Rule.Text, passage.Rule.When.IsUnderstood);
        var address = passage.Destination is { } given && AddressSpace.IsGlobal(given) ? passage.Destination : null; // behind a NAT, the inner side of a public one
        return passage.Ports.SelectMany(run => Pieces(run, target))
            .Select(piece => new PortForwarded(new(piece.Run.Transport, piece.Run.From, piece.Run.To, new(target.Address, piece.Port), name), address, Sighting.At(at)));
    }

    // Of a range of targets the kernel keeps a port that lies in it.
    private static IEnumerable<(PortRun Run, ushort Port)> Pieces(PortRun run, ForwardTarget target)
    {
        if (target.FromPort == 0 || run.To - run.From == target.ToPort - target.FromPort)
        {
            return [(run, target.FromPort)];
        }

        if (run.From >= target.FromPort && run.To <= target.ToPort)
        {
            return [(run, run.From)];
        }

        return Enumerable.Range(run.From, Math.Min(run.To - run.From + 1, Most)).Select(port => (run with { From = (ushort)port, To = (ushort)port }, target.FromPort));
    }
}
