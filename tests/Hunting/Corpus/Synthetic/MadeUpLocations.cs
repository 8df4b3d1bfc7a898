using System.Net;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Tests.Hunting.Corpus.Synthetic;

/// <summary>A country for every public address, by its last byte.</summary>
internal sealed class MadeUpLocations : IAddressLocations
{
    private static readonly AddressLocation[] Places =
    [
        new("United States", "Virginia", "Ashburn", 39.04, -77.49), new("Russia", "Moscow", "Moscow", 55.75, 37.62), new("China", "Beijing", "Beijing", 39.9, 116.4),
        new("Netherlands", "North Holland", "Amsterdam", 52.37, 4.9), new("Iran", "Tehran", "Tehran", 35.69, 51.39),
    ];

    public AddressLocation? Find(string address)
        => IPAddress.TryParse(address, out var parsed) && !address.StartsWith("10.", StringComparison.Ordinal) ? Places[parsed.GetAddressBytes()[^1] % Places.Length] : null;
}
