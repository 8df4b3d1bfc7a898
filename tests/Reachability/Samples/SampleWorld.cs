using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Azure.Network;
using ExposurePipeline.Reachability.Azure.Network.Ways;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Reachability.Azure;
using ExposurePipeline.Tests.Reachability.Services;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Reachability.Samples;

/// <summary>What a file or a folder of samples says together, and the answers to questions about it in words.</summary>
internal sealed partial class SampleWorld
{
    private readonly Assessment assessment = new(Cases.Internet);
    private readonly List<ResourceChange> changes;

    private SampleWorld(IEnumerable<string> files) => assessment.Accept(assessment.Propose(changes = [.. files.SelectMany(ChangesIn)], Cases.Now));

    public static SampleWorld Read(string input)
    {
        var path = Repository.Shared(["cloud", .. input.Split('/')]);
        return new(File.Exists(path) ? [path] : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal) : []);
    }

    /// <summary>The answer; null where nothing of the world is what the question is about.</summary>
    public SampleAnswer? Ask(string target)
    {
        var words = Words().Split(target).Where(static word => word.Length > 0).ToArray();
        var neighbour = target.Contains(" from ", StringComparison.Ordinal) && !target.EndsWith("internet", StringComparison.Ordinal) ? words[Array.IndexOf(words, "from") + 1] : null;
        return neighbour is not null ? FromNeighbour(words[0], neighbour, PortsIn(target))
            : IPAddress.TryParse(words[0], out _) && At(words) is null ? new(VerdictStatus.NotReachable, FlowSet.Empty, null) // nobody has it
            : Subjects(words, target).Select(verdict => Of(verdict, PortsIn(target))).OrderByDescending(static answer => answer.Status).FirstOrDefault();
    }

    private static SampleAnswer Of(Verdict verdict, FlowSet? asked) => asked is null
        ? new(verdict.Status, verdict.Reach.Certain, verdict.WidthFor(Cases.Internet))
        : new(
            !verdict.Reach.Certain.Overlaps(asked) ? verdict.Missing.Count > 0 || verdict.Reach.Possible.Overlaps(asked) ? VerdictStatus.Unknown : VerdictStatus.NotReachable : VerdictStatus.Reachable,
            verdict.Reach.Certain.Intersect(asked),
            null);

    private IEnumerable<Verdict> Subjects(string[] words, string target)
    {
        if (words.Any(static word => IPAddress.TryParse(word, out var address) && $"{address}" == word) && At(words) is { } owner)
        {
            return [owner];
        }

        var named = words.Contains("rule") && words.Contains("via") ? [] : assessment.Verdicts.Where(verdict => words.Any(word => IsCalled(verdict.Asset, word))).ToArray();
        return named.Length > 0 ? named
            : target.Contains("any VM", StringComparison.OrdinalIgnoreCase) && changes.All(static change => change.Id.Cloud is Cloud.Azure) ? assessment.Verdicts
            : changes.Where(change => words.Any(word => IsCalled(change.Id, word) || Read(change) is Firewall rule && rule.Network is { } network && target.StartsWith("network", StringComparison.Ordinal) && IsCalled(network, word)))
                .Select(Probe).OfType<Verdict>();
    }

    // Whose door has the address.
    private Verdict? At(string[] words) => assessment.Verdicts.FirstOrDefault(verdict => verdict.Paths.Any(path => words.Contains(path.Entrance.Address)));

    // Numbered resources are called by the number, others by the last part of the name, or by the end of it.
    private bool IsCalled(ResourceId id, string word) =>
        word.Length > 1 && (id.Text.Split('/', ':')[^1].Equals(word, StringComparison.OrdinalIgnoreCase)
            || assessment.Estate.Find<Resource>(id)?.Name.Equals(word, StringComparison.OrdinalIgnoreCase) == true
            || (id.Text.Contains("/firewalls/", StringComparison.Ordinal) && id.Text.EndsWith($"-{word}", StringComparison.Ordinal)));

    // A rule or a group is no asset: it is tried on a machine with a public address that it is for.
    private static Verdict? Probe(ResourceChange change)
    {
        string[] around = Read(change) switch
        {
            Firewall => [GcpProbe(change.Body)],
            NetworkSecurityGroup group => [AzureWorld.Vnet(), AzureWorld.Machine, AzureWorld.Nic(AzureWorld.HasPublicAddress, AzureWorld.HasGroup.Replace("~Network/networkSecurityGroups/nsg", group.Id.Text, StringComparison.Ordinal)), AzureWorld.PublicAddress()],
            _ => [],
        };
        if (around.Length == 0)
        {
            return null;
        }

        var probed = new Assessment(Cases.Internet);
        probed.Accept(probed.Propose([change, .. around.SelectMany(static body => Clouds.Changes(AzureWorld.Parse(body)))], Cases.Now));
        return probed.Verdicts.SingleOrDefault();
    }

    private static string GcpProbe(Body rule)
    {
        var network = rule["network"].Text!;
        return $$"""
            {"kind":"compute#instance","name":"probe","selfLink":"{{network.Replace("/global/networks/", "/zones/z1/instances/probe-of-", StringComparison.Ordinal)}}","status":"RUNNING","tags":{"items":[{{string.Join(',', rule["targetTags"].Texts.Select(static tag => $"\"{tag}\""))}}]},
             "serviceAccounts":[{{string.Join(',', rule["targetServiceAccounts"].Texts.Select(static account => $$"""{"email":"{{account}}"}"""))}}],"networkInterfaces":[{"name":"nic0","network":"{{network}}","networkIP":"10.0.0.2","accessConfigs":[{"natIP":"34.9.9.9"}]}]}
            """;
    }

    // Between machines of one network the groups of both ends decide; what the target's let in is what is asked.
    private SampleAnswer? FromNeighbour(string target, string neighbour, FlowSet? asked)
    {
        var (to, from) = (Interface(target), Interface(neighbour));
        if (to?.Configurations is not [{ Address: { } address } configuration] || from?.Configurations is not [{ Address: { } source }])
        {
            return null;
        }

        var subnet = SubnetCopies.Find(configuration.Subnet!.Value, assessment.Estate).Subnet!;
        var filtered = new FilteredAddress(assessment.Estate.Find<VirtualNetwork>(subnet.Network), AddressText.Of(address), IsOne: true, [], assessment.Estate);
        var passes = new[] { subnet.SecurityGroup, to.SecurityGroup }.OfType<ResourceId>()
            .Select(id => assessment.Estate.Find<NetworkSecurityGroup>(id)!.ListFor(filtered).Reach.Certain)
            .Aggregate(AddressText.Of(source).On(NumberRange.AllProtocols, NumberRange.AllPorts), static (all, next) => all.Intersect(next));
        var flows = passes.Intersect(asked ?? FlowSet.All);
        return new(flows.IsEmpty ? VerdictStatus.NotReachable : VerdictStatus.Reachable, flows, null);
    }

    private NetworkInterface? Interface(string machine) => assessment.Verdicts.Where(verdict => IsCalled(verdict.Asset, machine)).SelectMany(verdict => assessment.Estate.Naming<NetworkInterface>(verdict.Asset)).FirstOrDefault();

    private static FlowSet? PortsIn(string target)
    {
        var named = Ports().Matches(target).Select(static match => match.Groups["tcp"].Success ? $"tcp/{match.Groups["tcp"].Value}" : match.Groups["port"].Success ? $"{match.Groups["protocol"].Value}/{match.Groups["port"].Value}" : "")
            .Concat(Inbound().Match(target).Groups["ports"].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(static ports => $"tcp/{ports}"))
            .Where(static port => port.Length > 0).ToArray();
        return named.Length == 0 ? null : named.Aggregate(FlowSet.Empty, static (all, port) => all.Union(SamplePorts.Read(port)));
    }

    private static Resource? Read(ResourceChange change) => Clouds.Read(change);

    // Some files hold several answers under their collectors' own names; what a collector made of them is not the cloud's word.
    private static IEnumerable<ResourceChange> ChangesIn(string file)
    {
        var document = new Body(JsonElement.Parse(File.ReadAllText(file)));
        var told = Clouds.Changes(document).ToArray();
        return told.Length > 0 ? told
            : document.Members.Where(static part => !part.Name.StartsWith("TRANSFORMED", StringComparison.Ordinal)).SelectMany(static part => part.Value.Items).SelectMany(Clouds.Changes);
    }

    [GeneratedRegex(@"[ ,():]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<protocol>tcp|udp|icmp)/(?<port>\d[\d-]*)|:(?<tcp>\d+)/tcp")]
    private static partial Regex Ports();

    [GeneratedRegex(@"inbound (?:all of |any of )?(?<ports>\d[\d,-]*)")]
    private static partial Regex Inbound();
}
