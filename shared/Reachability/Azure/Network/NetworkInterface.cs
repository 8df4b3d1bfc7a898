using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>A network interface of a machine.</summary>
/// <param name="Id">Its id.</param>
/// <param name="SecurityGroup">The network security group that filters it, besides that of the subnet; null for none.</param>
/// <param name="Machine">The machine that it is attached to; null for none.</param>
/// <param name="Configurations">Its addresses.</param>
public sealed record NetworkInterface(ResourceId Id, ResourceId? SecurityGroup, ResourceId? Machine, IReadOnlyList<IpConfiguration> Configurations) : Resource(Id)
{
    /// <summary>The scale set, where the machine is an instance of one; else null.</summary>
    public ResourceId? ScaleSet => Machine is { } machine ? ArmId.Owner(machine) : null;

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References =>
        new[] { SecurityGroup, Machine, ScaleSet }.OfType<ResourceId>().Concat(Configurations.SelectMany(static configuration => configuration.References));

    /// <summary>Reads the body of <c>Microsoft.Network/networkInterfaces</c>, also of an instance of a scale set.</summary>
    public static NetworkInterface Read(ResourceChange change) => Read(change.Id, change.Body);

    internal static NetworkInterface Read(ResourceId id, Body body)
    {
        var problems = new List<string>();
        var settings = body.Properties;
        var configurations = settings["ipConfigurations"].Items.Select(configuration => IpConfiguration.Read(id, configuration, problems)).ToArray();
        return new(id, settings["networkSecurityGroup"].Link, settings["virtualMachine"].Link, configurations)
        {
            Name = body["name"].Text ?? "",
            Problems = problems,
        };
    }
}
