using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;
using Path = ExposurePipeline.Reachability.Paths.Path;

namespace ExposurePipeline.Tests.Reachability.Analysis;

/// <summary>The least cloud there can be: machines behind a wall they name, and holes that name a wall and let a port through.</summary>
internal static class ToyCloud
{
    public static InternetSources Internet { get; } = new(SourceSet.All, SourceSet.Empty);

    public static Assessment Assessment() => new(Internet, Read, Analyse);

    public static ResourceId Id(string name) => new(Cloud.Azure, name);

    /// <summary>A change; its type says it all: <c>machine behind w1</c>, <c>wall</c>, <c>hole 22 in w1</c>.</summary>
    public static ResourceChange Change(string name, string type, int? version = null, ChangeKind kind = ChangeKind.Present) =>
        new(Id(name), type, kind, version is { } seconds ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null, Body.Missing);

    private static Resource? Read(ResourceChange change) => change.Type.Split(' ') switch
    {
        ["machine", "behind", var wall] => new Machine(change.Id, Id(wall)),
        ["wall"] => new Wall(change.Id),
        ["hole", var port, "in", var wall] => new Hole(change.Id, int.Parse(port, System.Globalization.CultureInfo.InvariantCulture), Id(wall)),
        _ => null,
    };

    private static Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        resource is Machine machine ? new(machine.Id, [Way(machine, estate, internet)], []) : null;

    private static Path Way(Machine machine, IEstate estate, InternetSources internet)
    {
        var way = new PathBuilder(new(EntranceKind.DirectAddress, machine.Id.Text, null), internet.Strangers);
        if (estate.Find<Wall>(machine.Behind) is not { } wall)
        {
            return way.Unread(machine.Behind.Text, "wall", $"{machine.Behind} was not read").Build();
        }

        var holes = estate.Naming<Hole>(wall.Id).Select(hole => new Rule(hole.Id.Text, true, FlowSet.Of(Protocols.Tcp, NumberRange.Of(hole.Port))));
        return way.Through(new(wall.Id.Text, holes, new("no hole", false, FlowSet.All)), wall.Id.Text, "wall").Build();
    }

    private sealed record Machine(ResourceId Id, ResourceId Behind) : Resource(Id)
    {
        public override IEnumerable<ResourceId> References => [Behind];
    }

    private sealed record Wall(ResourceId Id) : Resource(Id);

    private sealed record Hole(ResourceId Id, int Port, ResourceId In) : Resource(Id)
    {
        public override IEnumerable<ResourceId> References => [In];
    }
}
